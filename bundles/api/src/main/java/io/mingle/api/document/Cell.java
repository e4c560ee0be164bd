package io.mingle.api.document;

import io.mingle.api.error.InvalidRequestException;

/**
 * A cell of a table.
 *
 * @param row its upper row, from 0
 * @param column its left column, from 0
 * @param rows how many rows it spans, 1 or more
 * @param columns how many columns it spans, 1 or more
 * @param header whether it names a row or a column
 * @param text what stands in it, possibly nothing
 */
public record Cell(int row, int column, int rows, int columns, boolean header, String text) {

    /**
     * Checks the ranges.
     *
     * @throws InvalidRequestException if a number is out of its range or there is no text
     */
    public Cell {
        if (row < 0 || column < 0 || rows < 1 || columns < 1 || text == null) {
            throw new InvalidRequestException(
                    "A cell was given at row %s, column %s, spanning %s × %s. Count from 0, and span 1 or more."
                            .formatted(row, column, rows, columns));
        }
    }
}
