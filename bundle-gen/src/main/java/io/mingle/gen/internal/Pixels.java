package io.mingle.gen.internal;

import io.mingle.api.drawing.PictureSize;
import io.mingle.vision.picture.RgbPicture;

/**
 * Between pictures and what the autoencoder takes and gives: planes [3, height, width], −1 to 1.
 */
final class Pixels {

    private static final int CHANNELS = 3;

    private Pixels() {}

    /** Returns the planes of a picture, −1 to 1. */
    static float[] planes(RgbPicture picture) {
        int count = picture.width() * picture.height();
        float[] planes = new float[CHANNELS * count];
        byte[] rgb = picture.rgb();
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < CHANNELS; c++) {
                planes[c * count + i] = ((rgb[CHANNELS * i + c] & 0xff) / 255f - 0.5f) * 2;
            }
        }
        return planes;
    }

    /** Returns the picture of planes, 0 to 1: rounded, halves to even. */
    static RgbPicture picture(float[] planes, PictureSize size) {
        int count = size.width() * size.height();
        byte[] rgb = new byte[CHANNELS * count];
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < CHANNELS; c++) {
                rgb[CHANNELS * i + c] = (byte) Math.rint(planes[c * count + i] * 255);
            }
        }
        return new RgbPicture(size.width(), size.height(), rgb);
    }

    /** Returns a part of a picture. */
    static RgbPicture crop(RgbPicture picture, int left, int top, int width, int height) {
        byte[] rgb = new byte[CHANNELS * width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(
                    picture.rgb(),
                    CHANNELS * ((top + y) * picture.width() + left),
                    rgb,
                    CHANNELS * y * width,
                    CHANNELS * width);
        }
        return new RgbPicture(width, height, rgb);
    }
}
