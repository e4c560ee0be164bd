package io.mingle.api.drawing;

import io.mingle.api.error.InvalidRequestException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How to draw. Begin with {@link #USUAL} and change what should be different.
 *
 * @param size what is wanted; the model draws the nearest shape that it knows. Its own if empty
 * @param steps of denoising, 1 to {@value #MOST_STEPS}; the model's own number if empty
 * @param guidance how strongly words and picture count
 * @param negative what should not be seen; the published code does without
 * @param seed of the noise: the same seed, words and options give the same picture on one machine,
 *     up to what rounding comes to while others use the device; a random one if empty
 * @param count how many pictures, 1 to {@value #MOST_PICTURES}; each with the seed after that of
 *     the one before
 * @param previewEvery after how many steps there is a preview; 0 for none
 */
public record DrawingOptions(
        Optional<PictureSize> size,
        OptionalInt steps,
        Guidance guidance,
        Optional<String> negative,
        OptionalLong seed,
        int count,
        int previewEvery) {

    /** The most steps. */
    public static final int MOST_STEPS = 1000;

    /** The most pictures at a time. */
    public static final int MOST_PICTURES = 64;

    /** One picture, as the model draws unless told otherwise, with a random seed. */
    public static final DrawingOptions USUAL =
            new DrawingOptions(
                    Optional.empty(),
                    OptionalInt.empty(),
                    Guidance.USUAL,
                    Optional.empty(),
                    OptionalLong.empty(),
                    1,
                    0);

    /**
     * Checks that every value is in its range.
     *
     * @throws InvalidRequestException if one is not
     */
    public DrawingOptions {
        if (size == null || steps == null || guidance == null || negative == null || seed == null) {
            throw new InvalidRequestException(
                    "Options for drawing were given without size, steps, guidance, negative or"
                            + " seed; leave them empty instead of null.");
        }
        check(steps.orElse(1), 1, MOST_STEPS, "steps");
        check(count, 1, MOST_PICTURES, "count");
        check(previewEvery, 0, MOST_STEPS, "previewEvery");
    }

    /** Returns these options with another size. */
    public DrawingOptions withSize(int width, int height) {
        PictureSize value = new PictureSize(width, height);
        return new DrawingOptions(
                Optional.of(value), steps, guidance, negative, seed, count, previewEvery);
    }

    /** Returns these options with another number of steps. */
    public DrawingOptions withSteps(int value) {
        return new DrawingOptions(
                size, OptionalInt.of(value), guidance, negative, seed, count, previewEvery);
    }

    /** Returns these options with another guidance. */
    public DrawingOptions withGuidance(Guidance value) {
        return new DrawingOptions(size, steps, value, negative, seed, count, previewEvery);
    }

    /** Returns these options with what should not be seen. */
    public DrawingOptions withNegative(String value) {
        return new DrawingOptions(
                size, steps, guidance, Optional.ofNullable(value), seed, count, previewEvery);
    }

    /** Returns these options with a seed. */
    public DrawingOptions withSeed(long value) {
        return new DrawingOptions(
                size, steps, guidance, negative, OptionalLong.of(value), count, previewEvery);
    }

    /** Returns these options with another number of pictures. */
    public DrawingOptions withCount(int value) {
        return new DrawingOptions(size, steps, guidance, negative, seed, value, previewEvery);
    }

    /** Returns these options with a preview every so many steps. */
    public DrawingOptions withPreviewEvery(int value) {
        return new DrawingOptions(size, steps, guidance, negative, seed, count, value);
    }

    private static void check(int value, int least, int most, String name) {
        if (value < least || value > most) {
            throw new InvalidRequestException(
                    "The option '%s' is %s; it has to be %s to %s."
                            .formatted(name, value, least, most));
        }
    }
}
