package io.mingle.trainer.data;

import io.mingle.api.error.InternalException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * What happens to a picture between the printer and the reader: blur, uneven light, noise, JPEG.
 */
final class Imperfections {

    private static final int TABLE = 1 << 14;

    /**
     * Normally distributed numbers in 1/16; drawing them one by one would cost more than the
     * picture.
     */
    private static final short[] NORMAL = new short[TABLE];

    static {
        SplittableRandom random = new SplittableRandom(20);
        for (int i = 0; i < TABLE; i++) {
            NORMAL[i] = (short) Math.round(16 * random.nextGaussian());
        }
    }

    private Imperfections() {}

    /**
     * Mixes every pixel with its neighbours; {@code side} is the share each of the four gets, below
     * 0.2.
     */
    static void blur(BufferedImage image, double side) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = pixels(image);
        int[] source = pixels.clone();
        int part = (int) Math.round(side * 256);
        int centre = 256 - 4 * part;
        for (int y = 0; y < height; y++) {
            int up = Math.max(0, y - 1) * width;
            int down = Math.min(height - 1, y + 1) * width;
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                int left = source[x == 0 ? at : at - 1];
                int right = source[x == width - 1 ? at : at + 1];
                int mixed = 0;
                for (int shift = 16; shift >= 0; shift -= 8) {
                    int around =
                            (left >> shift & 255)
                                    + (right >> shift & 255)
                                    + (source[up + x] >> shift & 255)
                                    + (source[down + x] >> shift & 255);
                    mixed |=
                            ((source[at] >> shift & 255) * centre + around * part + 128 >> 8)
                                    << shift;
                }
                pixels[at] = mixed;
            }
        }
    }

    /**
     * Adds a linear change of light across the picture, of at most the given amount at the edges.
     */
    static void shade(SplittableRandom random, BufferedImage image, double most) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = pixels(image);
        double byX = random.nextDouble(-most, most) / width;
        double byY = random.nextDouble(-most, most) / height;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int add = (int) Math.round(byX * (x - width / 2) + byY * (y - height / 2));
                pixels[y * width + x] = shifted(pixels[y * width + x], add, add, add);
            }
        }
    }

    /** Adds normally distributed noise; grey noise is the same in the three channels. */
    static void noise(
            SplittableRandom random, BufferedImage image, double deviation, boolean grey) {
        int width = image.getWidth();
        int[] pixels = pixels(image);
        int factor = (int) Math.round(deviation * 16);
        for (int row = 0; row < pixels.length; row += width) {
            int at = random.nextInt(TABLE);
            int step = 1 + 2 * random.nextInt(64);
            for (int i = row; i < row + width; i++) {
                int red = scaled(at, factor);
                int green = grey ? red : scaled(at + 4099, factor);
                int blue = grey ? red : scaled(at + 9001, factor);
                pixels[i] = shifted(pixels[i], red, green, blue);
                at += step;
            }
        }
    }

    /** Sets a share of the pixels to black or white. */
    static void specks(SplittableRandom random, BufferedImage image, double share) {
        int[] pixels = pixels(image);
        int count = (int) (share * pixels.length);
        for (int i = 0; i < count; i++) {
            pixels[random.nextInt(pixels.length)] = random.nextBoolean() ? 0xFFFFFF : 0;
        }
    }

    /**
     * Returns the picture as it comes back from a JPEG file of the given quality, 0 to 1.
     *
     * <p>All of it stays in memory. By itself ImageIO takes a temporary file for every picture, and
     * a shutdown hook, which is refused once Ctrl-C was pressed.
     */
    static BufferedImage jpeg(BufferedImage image, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
            out.flush();
            return rgb(
                    ImageIO.read(
                            new MemoryCacheImageInputStream(
                                    new ByteArrayInputStream(bytes.toByteArray()))));
        } catch (IOException e) {
            throw new InternalException(
                    "A drawn picture could not be written as JPEG in memory.", e);
        } finally {
            writer.dispose();
        }
    }

    /** The pixels themselves, 0xRRGGBB, of a picture of type {@code TYPE_INT_RGB}. */
    static int[] pixels(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    private static BufferedImage rgb(BufferedImage image) {
        BufferedImage copy =
                new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        copy.createGraphics().drawImage(image, 0, 0, null);
        return copy;
    }

    private static int scaled(int at, int factor) {
        return NORMAL[at & TABLE - 1] * factor + 128 >> 8;
    }

    private static int shifted(int pixel, int red, int green, int blue) {
        return clamp((pixel >> 16 & 255) + red) << 16
                | clamp((pixel >> 8 & 255) + green) << 8
                | clamp((pixel & 255) + blue);
    }

    private static int clamp(int value) {
        return value < 0 ? 0 : Math.min(value, 255);
    }
}
