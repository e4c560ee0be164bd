package io.mingle.segmentation.decode;

import io.mingle.api.error.InvalidRequestException;
import java.util.Locale;

/**
 * A colour.
 *
 * @param red 0 to 255
 * @param green 0 to 255
 * @param blue 0 to 255
 */
public record Rgb(int red, int green, int blue) {

    /** What single objects are painted with unless told otherwise. */
    public static final Rgb RED = new Rgb(255, 0, 0);

    /**
     * Reads a colour as the web writes it.
     *
     * @param text six hexadecimal digits, with or without a hash before them
     * @throws InvalidRequestException if it is something else
     */
    public static Rgb parse(String text) {
        String digits = text.startsWith("#") ? text.substring(1) : text;
        if (!digits.matches("[0-9a-fA-F]{6}")) {
            throw new InvalidRequestException(
                    "'%s' was given as a colour. Write it as six hexadecimal digits, for example ff0000."
                            .formatted(text));
        }
        return of(Integer.parseInt(digits, 16));
    }

    /** Returns the colour of a number {@code 0xRRGGBB}. */
    public static Rgb of(int number) {
        return new Rgb(number >> 16 & 0xff, number >> 8 & 0xff, number & 0xff);
    }

    /** Returns red, green and blue by 0, 1 and 2. */
    public int channel(int index) {
        return index == 0 ? red : index == 1 ? green : blue;
    }

    /** Returns six hexadecimal digits after a hash. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
    }
}
