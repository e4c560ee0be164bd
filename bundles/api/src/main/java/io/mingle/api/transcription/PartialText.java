package io.mingle.api.transcription;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Update;
import java.time.Duration;

/**
 * What is being said right now, as it was heard last. It stands behind the text that has been
 * published, may change, and is replaced by the next one, by text, or by a {@link SegmentHeard}.
 *
 * @param segment the number of the segment under way
 * @param start when it began
 * @param text what may still change; empty if that is nothing
 */
public record PartialText(int segment, Duration start, String text) implements Update {

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException otherwise
     */
    public PartialText {
        if (segment < 1 || start == null || text == null) {
            throw new InvalidRequestException(
                    "A partial text was reported of segment %s, start %s."
                            .formatted(segment, start));
        }
    }
}
