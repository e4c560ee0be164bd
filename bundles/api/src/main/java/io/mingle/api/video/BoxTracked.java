package io.mingle.api.video;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Progress;
import io.mingle.api.event.Update;
import java.util.Optional;

/**
 * A frame has been looked at.
 *
 * @param place where the thing is in it
 * @param done how many frames are done, with this one
 * @param of how many there are
 */
public record BoxTracked(TrackedBox place, int done, int of) implements Update {

    /**
     * Checks the numbers.
     *
     * @throws InvalidRequestException if there is no place, or a number is out of its range
     */
    public BoxTracked {
        if (place == null || done < 1 || of < done) {
            throw new InvalidRequestException(
                    "A tracked frame was reported as %s of %s.".formatted(done, of));
        }
    }

    @Override
    public Optional<Progress> progress() {
        return Optional.of(new Progress("looking at frames", done, of));
    }
}
