package io.mingle.api.document;

import io.mingle.api.error.InvalidRequestException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A page that was read, or could not be.
 *
 * @param number in the document, from 1, through all of its files
 * @param file the name of the file in which it is
 * @param width in points; of a picture in pixels, upright, cropped and straightened
 * @param height likewise
 * @param blocks what stands on it, in the order of reading; copied
 * @param agreement how much of the text layer's words the model has read, too, 0 to 1; empty if
 *     they were not compared
 * @param failure why there is nothing, or only the text layer, a sentence; empty if it was read
 * @param warnings what of it could not be regarded, a sentence each; copied
 */
public record Page(
        int number,
        String file,
        double width,
        double height,
        List<Block> blocks,
        OptionalDouble agreement,
        Optional<String> failure,
        List<String> warnings) {

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if an argument is null or a number is out of its range
     */
    public Page {
        if (number < 1
                || file == null
                || !(width > 0)
                || !(height > 0)
                || blocks == null
                || agreement == null
                || failure == null
                || warnings == null) {
            throw new InvalidRequestException(
                    "The page %s of '%s' was given as %s × %s points. Count pages from 1, and give all of it."
                            .formatted(number, file, width, height));
        }
        blocks = List.copyOf(blocks);
        warnings = List.copyOf(warnings);
    }

    /** Returns a copy with other blocks. */
    public Page withBlocks(List<Block> value) {
        return new Page(number, file, width, height, value, agreement, failure, warnings);
    }
}
