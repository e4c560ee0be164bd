package io.mingle.trainer.data;

import io.mingle.vision.picture.RgbPicture;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Between Java2D's packed pixels and the bytes of an {@link RgbPicture}. */
public final class Pixels {

    private Pixels() {}

    /** A canvas of one colour, of type {@code TYPE_INT_RGB}. */
    public static BufferedImage canvas(int width, int height, int rgb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Arrays.fill(Imperfections.pixels(image), rgb);
        return image;
    }

    /** Copies the pixels of an image of type {@code TYPE_INT_RGB}. */
    public static RgbPicture picture(BufferedImage image) {
        int[] pixels = Imperfections.pixels(image);
        byte[] rgb = new byte[3 * pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            rgb[3 * i] = (byte) (pixels[i] >> 16);
            rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
            rgb[3 * i + 2] = (byte) pixels[i];
        }
        return new RgbPicture(image.getWidth(), image.getHeight(), rgb);
    }
}
