package io.mingle.trainer.internal.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A table without spans.
 *
 * @param rows of equally many cells, the first one of headings
 */
record GridTable(List<List<String>> rows) {

    static final int LONGEST_CELL = 6;

    /** What stands before each cell in Markdown. */
    private static final String SIDE = "| ";

    GridTable {
        rows = rows.stream().map(List::copyOf).toList();
    }

    /**
     * Makes one up.
     *
     * @param words of headings and cells, of at most {@link #LONGEST_CELL} characters
     */
    static GridTable of(SplittableRandom random, int rows, int columns, Supplier<String> words) {
        List<List<String>> all = new ArrayList<>();
        int[] kinds = new int[columns];
        List<String> head = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            kinds[i] = i == 0 && random.nextInt(4) > 0 ? 0 : random.nextInt(5);
            head.add(words.get());
        }
        all.add(head);
        while (all.size() < rows) {
            all.add(Arrays.stream(kinds).mapToObj(kind -> cell(random, kind, words)).toList());
        }
        return new GridTable(all);
    }

    private static String cell(SplittableRandom random, int kind, Supplier<String> words) {
        return switch (kind) {
            case 0 -> words.get();
            case 1 -> Integer.toString(random.nextInt(100));
            case 2 -> Integer.toString(random.nextInt(1900, 2100));
            case 3 -> String.format(Locale.ROOT, "%.1f", random.nextInt(1000) / 10.0);
            default -> random.nextInt(101) + "%";
        };
    }

    int columns() {
        return rows.get(0).size();
    }

    /** Returns it with pipes, as the model is to write it. */
    String markdown() {
        List<String> lines = new ArrayList<>(rows.stream().map(GridTable::line).toList());
        lines.add(1, rule());
        return String.join("\n", lines);
    }

    private String rule() {
        return "|" + " --- |".repeat(columns());
    }

    /** Returns where the text of a cell begins in the Markdown. */
    int place(int row, int column) {
        int place = row == 0 ? 0 : rule().length() + 1;
        for (List<String> before : rows.subList(0, row)) {
            place += line(before).length() + 1;
        }
        for (String before : rows.get(row).subList(0, column)) {
            place += SIDE.length() + before.length() + 1;
        }
        return place + SIDE.length();
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" " + SIDE, SIDE, " |"));
    }

    /**
     * Reads what a model wrote: lines with pipes, without those of rules. Anything else is no row.
     */
    static GridTable read(String markdown) {
        List<List<String>> rows = new ArrayList<>();
        for (String line : markdown.strip().split("\n")) {
            String inside = line.strip();
            if (inside.length() < 2 || inside.charAt(0) != '|' || inside.matches("[|:\\- ]*")) {
                continue;
            }
            String end =
                    inside.endsWith("|")
                            ? inside.substring(1, inside.length() - 1)
                            : inside.substring(1);
            rows.add(Arrays.stream(end.split("\\|", -1)).map(String::strip).toList());
        }
        return new GridTable(rows);
    }
}
