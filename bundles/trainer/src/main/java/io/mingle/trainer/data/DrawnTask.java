package io.mingle.trainer.data;

import io.mingle.vision.picture.Size;
import java.util.SplittableRandom;

/**
 * A task whose data is drawn, without end, from random numbers.
 *
 * <p>Implementations keep no state between calls: the same numbers give the same sample, and
 * several threads may draw at once, each with its own {@code SplittableRandom}.
 */
public interface DrawnTask {

    /** Returns the name used on the command line and in reports, for example {@code read}. */
    String name();

    /**
     * Draws a canvas size as pictures of this task usually have it.
     *
     * @param random the source of all choices
     */
    Size typical(SplittableRandom random);

    /**
     * Draws one sample on a canvas of the given size.
     *
     * @param random the source of all choices
     * @param width width of the picture in pixels
     * @param height height of the picture in pixels
     */
    Sample draw(SplittableRandom random, int width, int height);

    /**
     * Tells whether an answer given by a model counts as right.
     *
     * @param turn a turn that this task has drawn
     * @param given what the model said
     */
    boolean correct(Turn turn, String given);
}
