package io.mingle.vision.picture;

/** Pictures of repeatable noise, the same that the reference numbers were made from. */
public final class Noise {

    private Noise() {}

    /** Returns a picture whose i-th sample is bits 24…31 of (i + 1000003 · seed) · 2654435761. */
    public static RgbPicture picture(int seed, int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) ((int) ((i + 1000003L * seed) * 2654435761L) >>> 24);
        }
        return new RgbPicture(width, height, rgb);
    }
}
