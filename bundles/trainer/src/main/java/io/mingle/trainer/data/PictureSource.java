package io.mingle.trainer.data;

import io.mingle.vision.picture.Size;
import java.util.SplittableRandom;

/**
 * Draws pictures with questions about them from random numbers, without end.
 *
 * <p>Implementations keep no state between calls: the same numbers give the same sample, and
 * several threads may draw at once, each with its own {@code SplittableRandom}.
 */
@FunctionalInterface
public interface PictureSource {

    /**
     * Draws a canvas size as these pictures usually have it; 224 × 224 unless overridden.
     *
     * @param random the source of all choices
     */
    default Size typical(SplittableRandom random) {
        return new Size(224, 224);
    }

    /**
     * Returns the source of the samples of a batch of a training: what is easy may come first.
     *
     * @param batch how many there were before, of all tasks together
     */
    default PictureSource at(long batch) {
        return this;
    }

    /**
     * Draws one sample on a canvas of the given size.
     *
     * @param random the source of all choices
     * @param width width of the picture in pixels
     * @param height height of the picture in pixels
     */
    Sample draw(SplittableRandom random, int width, int height);
}
