package io.mingle.api.transcription;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Update;

/**
 * A segment is done, and its text does not change any more.
 *
 * @param segment the segment; its text may be empty
 */
public record SegmentHeard(Segment segment) implements Update {

    /**
     * Checks that there is a segment.
     *
     * @throws InvalidRequestException if {@code segment} is null
     */
    public SegmentHeard {
        if (segment == null) {
            throw new InvalidRequestException("A segment was reported as null.");
        }
    }
}
