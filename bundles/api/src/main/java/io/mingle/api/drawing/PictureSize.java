package io.mingle.api.drawing;

import io.mingle.api.error.InvalidRequestException;

/**
 * How large a picture is, in pixels.
 *
 * @param width 1 to {@value #MOST}
 * @param height 1 to {@value #MOST}
 */
public record PictureSize(int width, int height) {

    /** The longest side that can be asked for. */
    public static final int MOST = 8192;

    /**
     * Checks the sides.
     *
     * @throws InvalidRequestException if one is out of its range
     */
    public PictureSize {
        if (width < 1 || height < 1 || width > MOST || height > MOST) {
            throw new InvalidRequestException(
                    "A picture of %s x %s pixels was asked for. Ask for sides of 1 to %s."
                            .formatted(width, height, MOST));
        }
    }

    /** Returns the size as people write it: {@code 512x384}, the width first. */
    @Override
    public String toString() {
        return width + "x" + height;
    }
}
