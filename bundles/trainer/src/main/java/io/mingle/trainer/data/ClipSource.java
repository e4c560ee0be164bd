package io.mingle.trainer.data;

import io.mingle.vision.picture.Size;
import java.util.SplittableRandom;

/**
 * Draws short videos with questions about them from random numbers, without end.
 *
 * <p>Implementations keep no state between calls: the same numbers give the same clip, and several
 * threads may draw at once, each with its own {@code SplittableRandom}.
 */
public interface ClipSource {

    /** Draws the size of a canvas. */
    Size typical(SplittableRandom random);

    /** Draws how many frames a clip has. */
    int length(SplittableRandom random);

    /**
     * Draws one clip.
     *
     * @param size of each frame in pixels
     * @param frames how many
     */
    Clip draw(SplittableRandom random, Size size, int frames);
}
