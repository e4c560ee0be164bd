package io.mingle.host.batch;

import io.mingle.api.error.InvalidRequestException;
import java.util.Map;

/**
 * A line that an engine hands to a {@link BatchWorker}, wherever it came from.
 *
 * @param number what the line is called in messages and in the journal; from 1, and the same in
 *     every attempt at its split
 * @param json the object, as a line of {@code mingle batch} has it; at most 16 MiB
 * @param media encoded files by the texts by which the line names them; what is not among them is
 *     looked for on this machine. Shared, not copied
 */
public record BatchLine(long number, String json, Map<String, byte[]> media) {

    /**
     * Checks that all are there.
     *
     * @throws InvalidRequestException if one is null
     */
    public BatchLine {
        if (json == null || media == null) {
            throw new InvalidRequestException(
                    "Line %s of a batch was given without its JSON or its media. Map.of() will do for the latter."
                            .formatted(number));
        }
    }

    /** A line whose media are files of this machine, or that has none. */
    public BatchLine(long number, String json) {
        this(number, json, Map.of());
    }
}
