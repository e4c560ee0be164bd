package io.mingle.api.video;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Progress;
import io.mingle.api.event.Update;
import java.util.Optional;

/**
 * A part of a video has been looked at.
 *
 * @param segment the part and what the model says of it
 * @param done how many parts are done, with this one
 * @param of how many there are
 */
public record SegmentSeen(SegmentSummary segment, int done, int of) implements Update {

    /**
     * Checks the numbers.
     *
     * @throws InvalidRequestException if there is no part, or a number is out of its range
     */
    public SegmentSeen {
        if (segment == null || done < 1 || of < done) {
            throw new InvalidRequestException(
                    "A part of a video was reported as %s of %s.".formatted(done, of));
        }
    }

    @Override
    public Optional<Progress> progress() {
        return Optional.of(new Progress("looking at parts", done, of));
    }
}
