package io.mingle.vision.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Takes 8-bit RGB out of decoded images as it was stored, past all colour management: {@code
 * BufferedImage.getRGB} would turn stored greys into other greys.
 */
final class Samples {

    private Samples() {}

    /** Returns the pixels in a row of a raster, band by band. */
    static int[] row(Raster raster, int y, int[] reuse) {
        return raster.getPixels(
                raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, reuse);
    }

    /**
     * Returns the pixels as RGB, laid on a ground: colours of a palette, greys, RGB, or CMYK by the
     * plain formula. Samples of other depths are stretched to 8 bits, rounding down.
     */
    static RgbPicture rgb(BufferedImage image, Transparency transparency, int ground) {
        return rgb(image, transparency, false, ground);
    }

    /** Does the same, and undoes the multiplication of colours by alpha first where asked to. */
    static RgbPicture rgb(
            BufferedImage image, Transparency transparency, boolean multiplied, int ground) {
        ColorModel model = image.getColorModel();
        Raster raster = image.getRaster();
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] rgb = new byte[3 * width * height];
        int[] samples = null;
        int[] alpha = new int[width];
        for (int y = 0; y < height; y++) {
            samples = row(raster, y, samples);
            int at = 3 * width * y;
            transparency.read(samples, alpha);
            if (model instanceof IndexColorModel palette) {
                coloured(samples, palette, rgb, at);
            } else {
                stretch(samples, raster.getSampleModel().getSampleSize());
                if (multiplied) {
                    divide(samples, alpha);
                }
                if (model.getColorSpace().getType() == ColorSpace.TYPE_CMYK) {
                    Inks.convert(samples, raster.getNumBands(), rgb, at);
                } else {
                    copied(samples, raster.getNumBands(), rgb, at);
                }
            }
            if (transparency != Transparency.NONE) {
                layOn(ground, rgb, at, alpha);
            }
        }
        return new RgbPicture(width, height, rgb);
    }

    /** Mixes a row with a grey, as far as it is transparent, rounded to nearest. */
    static void layOn(int ground, byte[] rgb, int start, int[] alpha) {
        int at = start;
        for (int opaque : alpha) {
            for (int channel = 0; opaque < 255 && channel < 3; channel++) {
                int sum = (rgb[at + channel] & 0xff) * opaque + ground * (255 - opaque) + 128;
                rgb[at + channel] = (byte) ((sum >> 8) + sum >> 8);
            }
            at += 3;
        }
    }

    private static void coloured(int[] indices, IndexColorModel palette, byte[] rgb, int start) {
        int at = start;
        for (int index : indices) {
            int colour = palette.getRGB(index);
            rgb[at++] = (byte) (colour >> 16);
            rgb[at++] = (byte) (colour >> 8);
            rgb[at++] = (byte) colour;
        }
    }

    private static void stretch(int[] samples, int[] sizes) {
        for (int band = 0; band < sizes.length; band++) {
            int size = sizes[band];
            for (int i = band; size != 8 && i < samples.length; i += sizes.length) {
                samples[i] = stretch(samples[i], size);
            }
        }
    }

    static int stretch(int sample, int size) {
        return size > 8 ? sample >> size - 8 : sample * 255 / ((1 << size) - 1);
    }

    private static void copied(int[] samples, int bands, byte[] rgb, int start) {
        boolean grey = bands < 3;
        int at = start;
        for (int i = 0; i < samples.length; i += bands) {
            rgb[at++] = (byte) samples[i];
            rgb[at++] = (byte) samples[grey ? i : i + 1];
            rgb[at++] = (byte) samples[grey ? i : i + 2];
        }
    }

    private static void divide(int[] samples, int[] alpha) {
        int bands = samples.length / alpha.length;
        for (int i = 0; i < samples.length; i++) {
            int opaque = alpha[i / bands];
            samples[i] = opaque == 0 ? 0 : Math.min(255, samples[i] * 255 / opaque);
        }
    }
}
