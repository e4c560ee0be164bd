package io.mingle.api.document;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Progress;
import io.mingle.api.event.Update;
import java.util.Optional;

/**
 * A page is done.
 *
 * @param page the page; if its first block is a table that goes on from the page before, that is
 *     marked already
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

    @Override
    public Optional<Progress> progress() {
        return Optional.of(new Progress("reading pages", done, of));
    }
}
