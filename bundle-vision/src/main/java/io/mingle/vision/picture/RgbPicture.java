package io.mingle.vision.picture;

import io.mingle.api.error.InvalidRequestException;

/**
 * A decoded picture: 8-bit RGB, interleaved, rows from the top.
 *
 * <p>The sample of channel c at (x, y) is {@code rgb[3 * (y * width + x) + c]}, read as an unsigned
 * byte. The array is not copied: whoever creates the picture hands the array over, and nobody
 * writes to it afterwards. Only then may a picture be shared between threads.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param rgb {@code [height, width, 3]}
 */
public record RgbPicture(int width, int height, byte[] rgb) {

    /** Checks that the array is as long as the size says, else {@link InvalidRequestException}. */
    public RgbPicture {
        if (width < 1 || height < 1) {
            throw new InvalidRequestException(
                    "A picture of "
                            + width
                            + "×"
                            + height
                            + " pixels was asked for; both sides must be at least 1.");
        }
        if (rgb.length != 3L * width * height) {
            throw new InvalidRequestException(
                    "A picture of "
                            + width
                            + "×"
                            + height
                            + " pixels needs "
                            + 3L * width * height
                            + " bytes of RGB, but "
                            + rgb.length
                            + " were given.");
        }
    }

    /** Returns the size of this picture. */
    public Size size() {
        return new Size(width, height);
    }
}
