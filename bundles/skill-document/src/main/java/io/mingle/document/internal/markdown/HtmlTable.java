package io.mingle.document.internal.markdown;

import io.mingle.api.document.Cell;
import io.mingle.api.document.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads tables of HTML as models write them: rows, cells and their spans. Other tags are taken out
 * of the text. A span that would cover more than {@value #MOST} places is cut.
 */
final class HtmlTable {

    private static final int MOST = 200;
    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z]\\w*)([^<>]*)>");
    private static final Pattern SPAN =
            Pattern.compile("\\b(row|col)span\\s*=\\s*[\"']?(\\d{1,6})");

    private final List<Cell> cells = new ArrayList<>();
    private final Set<Long> taken = new HashSet<>();
    private int row = -1;
    private int column;
    private int rows;
    private int columns;
    private boolean header;
    private StringBuilder text;

    private HtmlTable() {}

    /** Returns the table, or nothing if there is no cell. */
    static Optional<Table> of(String html) {
        HtmlTable table = new HtmlTable();
        Matcher tag = TAG.matcher(html);
        int at = 0;
        while (tag.find()) {
            table.text(html.substring(at, tag.start()));
            table.tag(tag.group(2).toLowerCase(Locale.ROOT), !tag.group(1).isEmpty(), tag.group(3));
            at = tag.end();
        }
        table.text(html.substring(at));
        table.endCell();
        return table.cells.isEmpty() ? Optional.empty() : Optional.of(new Table(table.cells));
    }

    private void text(String piece) {
        if (text != null) {
            text.append(piece);
        }
    }

    private void tag(String name, boolean closes, String attributes) {
        switch (name) {
            case "tr" -> {
                endCell();
                if (!closes) {
                    row++;
                    column = 0;
                }
            }
            case "td", "th" -> {
                endCell();
                if (!closes) {
                    beginCell(name.equals("th"), attributes);
                }
            }
            case "br" -> text(" ");
            default -> {
                // What marks words within a cell does not part cells.
            }
        }
    }

    private void beginCell(boolean names, String attributes) {
        row = Math.max(0, row);
        header = names;
        rows = 1;
        columns = 1;
        Matcher span = SPAN.matcher(attributes.toLowerCase(Locale.ROOT));
        while (span.find()) {
            int size = Math.max(1, Math.min(MOST, Integer.parseInt(span.group(2))));
            if (span.group(1).equals("row")) {
                rows = size;
            } else {
                columns = size;
            }
        }
        text = new StringBuilder();
    }

    private void endCell() {
        if (text == null) {
            return;
        }
        while (taken.contains(place(row, column))) {
            column++;
        }
        int free = 1;
        while (free < columns && !taken.contains(place(row, column + free))) {
            free++;
        }
        for (int y = row; y < row + rows; y++) {
            for (int x = column; x < column + free; x++) {
                taken.add(place(y, x));
            }
        }
        cells.add(new Cell(row, column, rows, free, header, plain(text.toString())));
        column += free;
        text = null;
    }

    private static long place(int row, int column) {
        return ((long) row << 32) + column;
    }

    private static String plain(String html) {
        return html.replaceAll("\\s+", " ")
                .replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&")
                .strip();
    }
}
