package io.mingle.document.internal.markdown;

import io.mingle.api.document.Cell;
import io.mingle.api.document.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads tables of Markdown: cells between pipes, a line of hyphens below the header. */
final class PipeTable {

    private static final Pattern DELIMITER =
            Pattern.compile("\\s*\\|?\\s*:?-+:?\\s*(\\|\\s*:?-+:?\\s*)*\\|?\\s*");

    private PipeTable() {}

    /** Tells whether a table begins with the first of these lines. */
    static boolean begins(List<String> lines) {
        String first = lines.get(0).strip();
        boolean underlined = lines.size() > 1 && isDelimiter(lines.get(1));
        return first.contains("|")
                && (underlined
                        || first.startsWith("|") && first.endsWith("|") && first.length() > 2);
    }

    static boolean isDelimiter(String line) {
        return line.contains("|") && line.contains("-") && DELIMITER.matcher(line).matches();
    }

    static Table of(List<String> lines) {
        List<Cell> cells = new ArrayList<>();
        boolean header = lines.size() > 1 && isDelimiter(lines.get(1));
        int row = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (isDelimiter(lines.get(i))) {
                continue;
            }
            List<String> texts = split(lines.get(i).strip());
            for (int column = 0; column < texts.size(); column++) {
                cells.add(new Cell(row, column, 1, 1, header && row == 0, texts.get(column)));
            }
            row++;
        }
        return new Table(cells);
    }

    private static List<String> split(String line) {
        List<String> texts = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        int end =
                line.length() > 1 && line.endsWith("|") && !line.endsWith("\\|")
                        ? line.length() - 1
                        : line.length();
        for (int i = line.startsWith("|") ? 1 : 0; i < end; i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < end && line.charAt(i + 1) == '|') {
                cell.append('|');
                i++;
            } else if (c == '|') {
                texts.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        texts.add(cell.toString().strip());
        return texts;
    }
}
