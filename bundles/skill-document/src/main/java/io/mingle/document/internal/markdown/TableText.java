package io.mingle.document.internal.markdown;

import io.mingle.api.document.Table;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes the cells of a table as text: a line for each row, tabs between cells. */
public final class TableText {

    private TableText() {}

    /** Returns the text. */
    public static String of(Table table) {
        return Arrays.stream(table.grid())
                .map(row -> String.join("\t", row).stripTrailing())
                .collect(Collectors.joining("\n"));
    }
}
