package io.mingle.api.document;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A table: cells that may span rows and columns, none over another.
 *
 * @param cells row by row, from left to right; copied
 */
public record Table(List<Cell> cells) {

    /** Copies and orders the cells. */
    public Table {
        cells =
                cells.stream()
                        .sorted(Comparator.comparingInt(Cell::row).thenComparingInt(Cell::column))
                        .toList();
    }

    /** Returns the number of rows. */
    public int rows() {
        return cells.stream().mapToInt(it -> it.row() + it.rows()).max().orElse(0);
    }

    /** Returns the number of columns. */
    public int columns() {
        return cells.stream().mapToInt(it -> it.column() + it.columns()).max().orElse(0);
    }

    /** Tells whether a cell spans more than one row or column. */
    public boolean hasSpans() {
        return cells.stream().anyMatch(it -> it.rows() > 1 || it.columns() > 1);
    }

    /**
     * Returns the texts without spans: what spans several places stands in its first one.
     *
     * @return {@code [rows][columns]}, empty texts where nothing stands
     */
    public String[][] grid() {
        String[][] grid = new String[rows()][columns()];
        for (String[] row : grid) {
            Arrays.fill(row, "");
        }
        cells.forEach(it -> grid[it.row()][it.column()] = it.text());
        return grid;
    }
}
