package io.mingle.api.document;

import io.mingle.api.error.InvalidRequestException;
import java.util.List;

/**
 * What was read.
 *
 * @param name that of its file, or of the first of several
 * @param pages in order, those that failed among them; copied
 */
public record Document(String name, List<Page> pages) {

    /**
     * Copies the list.
     *
     * @throws InvalidRequestException if an argument is null
     */
    public Document {
        if (name == null || pages == null) {
            throw new InvalidRequestException("A document was given without a name or pages.");
        }
        pages = List.copyOf(pages);
    }
}
