package io.mingle.api.event;

import io.mingle.api.error.InvalidRequestException;
import java.util.Optional;

/**
 * How far a generation is whose result comes as a whole.
 *
 * @param what is being done, in a few words for a person: {@code drawing}
 * @param step how many steps of it are done, 0 or more
 * @param of how many there are, at least {@code step}; 0 if nobody knows
 */
public record Progress(String what, long step, long of) implements Update {

    /**
     * Checks the numbers.
     *
     * @throws InvalidRequestException if there is no name, or a number is out of its range
     */
    public Progress {
        if (what == null || what.isBlank() || step < 0 || of < 0 || of > 0 && step > of) {
            throw new InvalidRequestException(
                    "Progress was reported of '%s', step %s of %s. Name what is done, and count steps from 0 to all."
                            .formatted(what, step, of));
        }
    }

    @Override
    public Optional<Progress> progress() {
        return Optional.of(this);
    }
}
