package io.mingle.trainer.data;

import java.util.List;

/**
 * Frames of a drawn video with questions about it.
 *
 * @param frames one or more of one size, each with what is marked on it; their own turns are not
 *     asked
 * @param turns one or more independent questions about all of it
 */
public record Clip(List<Sample> frames, List<Turn> turns) {

    /** Copies the lists. */
    public Clip {
        frames = List.copyOf(frames);
        turns = List.copyOf(turns);
    }
}
