package io.mingle.api.document;

import io.mingle.api.error.InvalidRequestException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A piece of a page that belongs together.
 *
 * @param type what it is
 * @param level of a heading, 1 to 6; 0 for anything else
 * @param order its place in the order of reading on its page, from 0
 * @param box where it stands
 * @param confidence the geometric mean of the probabilities that the model gave the tokens of its
 *     text, 0 to 1; empty if the model did not write it
 * @param text its text with Markdown's marks for emphasis and LaTeX within lines; of a table the
 *     cells, a line for each row
 * @param table the table, if it is one
 * @param figure what was cut out, if it is a figure and could be
 * @param continued whether it goes on with the table at the end of the page before
 */
public record Block(
        BlockType type,
        int level,
        int order,
        PageBox box,
        OptionalDouble confidence,
        String text,
        Optional<Table> table,
        Optional<Figure> figure,
        boolean continued) {

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if an argument is null, a number is out of its range, or a
     *     table has no cells
     */
    public Block {
        if (type == null
                || box == null
                || confidence == null
                || text == null
                || table == null
                || figure == null
                || level < 0
                || level > 6
                || order < 0
                || (type == BlockType.TABLE) != table.isPresent()) {
            throw new InvalidRequestException(
                    "A block was given as %s of level %s in place %s at %s. Give all of it, and a table where it is one."
                            .formatted(type, level, order, box));
        }
    }

    /** Returns a copy in another place of the order of reading. */
    public Block inPlace(int value) {
        return new Block(type, level, value, box, confidence, text, table, figure, continued);
    }

    /** Returns a copy that goes on with the table at the end of the page before. */
    public Block going(boolean on) {
        return new Block(type, level, order, box, confidence, text, table, figure, on);
    }
}
