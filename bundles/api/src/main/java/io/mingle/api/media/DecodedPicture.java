package io.mingle.api.media;

/**
 * The pixels of a picture.
 *
 * @param width in pixels, 1 or more
 * @param height in pixels, 1 or more
 * @param pixels {@code [height, width, 3]}, red, green and blue of 8 bits; belongs to who asked for
 *     it
 */
public record DecodedPicture(int width, int height, byte[] pixels) {}
