package io.mingle.segmentation.decode;

import io.mingle.segmentation.raster.BitMask;
import io.mingle.vision.picture.RgbPicture;
import java.awt.Polygon;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Pictures at random, and what happens to what is painted into them on the way out of a generator.
 */
final class Scenes {

    private Scenes() {}

    /** A picture of soft patches of colour with fine grain. */
    static RgbPicture picture(int width, int height, Random random) {
        int cells = 6;
        double[][] corners = new double[3][(cells + 1) * (cells + 1)];
        for (double[] channel : corners) {
            for (int i = 0; i < channel.length; i++) {
                channel[i] = 30 + 195 * random.nextDouble();
            }
        }
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double u = (double) x * cells / width;
                double v = (double) y * cells / height;
                int at = (int) v * (cells + 1) + (int) u;
                double grain = 4 * random.nextGaussian();
                for (int c = 0; c < 3; c++) {
                    double upper = mix(corners[c][at], corners[c][at + 1], u - (int) u);
                    double lower =
                            mix(
                                    corners[c][at + cells + 1],
                                    corners[c][at + cells + 2],
                                    u - (int) u);
                    rgb[3 * (y * width + x) + c] = clip(mix(upper, lower, v - (int) v) + grain);
                }
            }
        }
        return new RgbPicture(width, height, rgb);
    }

    private static double mix(double one, double other, double share) {
        return one + share * (other - one);
    }

    static byte clip(double value) {
        return (byte) Math.max(0, Math.min(255, Math.round(value)));
    }

    /** A polygon with three to nine corners, about a third to two thirds of the sides large. */
    static BitMask polygon(int width, int height, Random random) {
        int corners = 3 + random.nextInt(7);
        double side = Math.min(width, height);
        double x = width * (0.35 + 0.3 * random.nextDouble());
        double y = height * (0.35 + 0.3 * random.nextDouble());
        Polygon polygon = new Polygon();
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * (i + 0.6 * random.nextDouble()) / corners;
            double radius = side * (0.17 + 0.16 * random.nextDouble());
            polygon.addPoint(
                    (int) (x + radius * Math.cos(angle)), (int) (y + radius * Math.sin(angle)));
        }
        BitMask mask = new BitMask(width, height);
        for (int i = 0; i < mask.set().length; i++) {
            mask.set()[i] = polygon.contains(i % width + 0.5, i / width + 0.5);
        }
        return mask;
    }

    static BitMask rectangle(int width, int height, int left, int top, int right, int bottom) {
        BitMask mask = new BitMask(width, height);
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                mask.set()[y * width + x] = true;
            }
        }
        return mask;
    }

    /** Changes tones, and adds noise. */
    static RgbPicture noisy(
            RgbPicture picture, double gain, double offset, double sigma, Random random) {
        byte[] rgb = picture.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = clip(gain * (rgb[i] & 0xff) + offset + sigma * random.nextGaussian());
        }
        return new RgbPicture(picture.width(), picture.height(), rgb);
    }

    /** Writes a JPEG file and reads it again. */
    static RgbPicture jpeg(RgbPicture picture, float quality) {
        BufferedImage image =
                new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < picture.rgb().length / 3; i++) {
            int rgb =
                    (picture.rgb()[3 * i] & 0xff) << 16
                            | (picture.rgb()[3 * i + 1] & 0xff) << 8
                            | picture.rgb()[3 * i + 2] & 0xff;
            image.setRGB(i % picture.width(), i / picture.width(), rgb);
        }
        try {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.setOutput(ImageIO.createImageOutputStream(file));
            writer.write(null, new IIOImage(image, null, null), parameters);
            ((ImageOutputStream) writer.getOutput()).flush();
            writer.dispose();
            return rgb(ImageIO.read(new ByteArrayInputStream(file.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RgbPicture rgb(BufferedImage image) {
        byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
        for (int i = 0; i < rgb.length / 3; i++) {
            int value = image.getRGB(i % image.getWidth(), i / image.getWidth());
            rgb[3 * i] = (byte) (value >> 16);
            rgb[3 * i + 1] = (byte) (value >> 8);
            rgb[3 * i + 2] = (byte) value;
        }
        return new RgbPicture(image.getWidth(), image.getHeight(), rgb);
    }
}
