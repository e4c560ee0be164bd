package io.mingle.api.drawing;

import io.mingle.api.error.InvalidRequestException;
import java.util.OptionalDouble;

/**
 * How strongly the words, and the picture that is edited, guide what is drawn: classifier-free
 * guidance (Ho and Salimans, 2022), with a picture as in InstructPix2Pix (Brooks and others, 2023).
 *
 * @param text how strongly the words count; 1 or less to ask the network once, without comparing;
 *     the model's own if empty
 * @param image how strongly the picture counts, above 1 to compare with drawing without it too; 1
 *     or less to keep it in all that is compared; the model's own if empty
 * @param mode what is compared if the picture counts more than 1
 * @param rescale how far the spread of the result is brought back to that of the network's own, 0
 *     (not at all) to 1 (Lin and others, 2023)
 * @param from the share of the steps after which guidance begins, 0 to 1
 * @param to the share of the steps after which it ends, {@code from} to 1; outside the network is
 *     asked once
 */
public record Guidance(
        OptionalDouble text,
        OptionalDouble image,
        Mode mode,
        double rescale,
        double from,
        double to) {

    /** What is compared. */
    public enum Mode {
        /** The picture with nothing, then the words with the picture. */
        IMAGE_AND_TEXT,
        /** The picture with nothing: a copy, nearly. */
        IMAGE,
        /** The picture with the words alone. */
        IMAGE_UNDER_TEXT,
        /** The words with nothing: the picture is lost. */
        TEXT,
        /** The words and the picture with the picture alone. */
        TEXT_UNDER_IMAGE,
        /** Words and picture with nothing, each for itself. */
        ADDITIVE
    }

    /** As the model has it. */
    public static final Guidance USUAL =
            new Guidance(
                    OptionalDouble.empty(), OptionalDouble.empty(), Mode.IMAGE_AND_TEXT, 0, 0, 1);

    private static final double MOST = 100;

    /**
     * Checks that every value is in its range.
     *
     * @throws InvalidRequestException if one is not
     */
    public Guidance {
        if (text == null || image == null || mode == null) {
            throw new InvalidRequestException(
                    "A guidance was given as text %s, image %s, mode %s; none of them may be null."
                            .formatted(text, image, mode));
        }
        check(scales(text), "guidance", text.orElse(0), "0 to 100");
        check(scales(image), "image guidance", image.orElse(0), "0 to 100");
        check(rescale >= 0 && rescale <= 1, "rescale", rescale, "0 to 1");
        check(from >= 0 && from <= to && to <= 1, "interval", from + " to " + to, "within 0 to 1");
    }

    /** Returns this guidance with another strength of the words. */
    public Guidance withText(double value) {
        return new Guidance(OptionalDouble.of(value), image, mode, rescale, from, to);
    }

    /** Returns this guidance with another strength of the picture. */
    public Guidance withImage(double value) {
        return new Guidance(text, OptionalDouble.of(value), mode, rescale, from, to);
    }

    /** Returns this guidance with another comparison. */
    public Guidance withMode(Mode value) {
        return new Guidance(text, image, value, rescale, from, to);
    }

    /** Returns this guidance with its spread brought back. */
    public Guidance withRescale(double value) {
        return new Guidance(text, image, mode, value, from, to);
    }

    /** Returns this guidance for some of the steps. */
    public Guidance withInterval(double first, double last) {
        return new Guidance(text, image, mode, rescale, first, last);
    }

    private static boolean scales(OptionalDouble value) {
        return value.isEmpty() || value.getAsDouble() >= 0 && value.getAsDouble() <= MOST;
    }

    private static void check(boolean right, String name, Object value, String range) {
        if (!right) {
            throw new InvalidRequestException(
                    "The " + name + " is " + value + "; it has to be " + range + ".");
        }
    }
}
