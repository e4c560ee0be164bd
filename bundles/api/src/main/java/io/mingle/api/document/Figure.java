package io.mingle.api.document;

import io.mingle.api.content.Picture;
import io.mingle.api.error.InvalidRequestException;

/**
 * A picture that was cut out of a page.
 *
 * @param name of the file that it is to become, unique in its document: {@code page-3-figure-1.png}
 * @param picture a PNG file
 */
public record Figure(String name, Picture picture) {

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if an argument is null, or the name is not that of a file
     */
    public Figure {
        if (name == null || picture == null || !name.matches("[\\w-][\\w.-]*")) {
            throw new InvalidRequestException(
                    "A figure was given as '%s' with %s. Give the name of a file, and a picture."
                            .formatted(name, picture));
        }
    }
}
