package io.mingle.api.document;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Update;

/**
 * A page is done.
 *
 * @param page the page
 * @param done how many pages are done, with this one
 * @param of how many there are
 */
public record PageRead(Page page, int done, int of) implements Update {

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if there is no page, or a number is out of its range
     */
    public PageRead {
        if (page == null || done < 1 || of < done) {
            throw new InvalidRequestException(
                    "A page was reported as %s of %s.".formatted(done, of));
        }
    }
}
