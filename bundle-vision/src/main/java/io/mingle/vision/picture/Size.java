package io.mingle.vision.picture;

/**
 * The size of a picture in pixels.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record Size(int width, int height) {

    /** Returns width times height, which may exceed an {@code int}. */
    public long pixels() {
        return (long) width * height;
    }

    @Override
    public String toString() {
        return width + "×" + height;
    }
}
