package io.mingle.segmentation.output;

import io.mingle.api.error.InternalException;
import io.mingle.segmentation.raster.BitMask;
import io.mingle.segmentation.raster.Plane;
import io.mingle.vision.picture.RgbPicture;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** PNG files of masks, depths and pictures, in memory. */
public final class PngPictures {

    private static final int WHITE = 255;
    private static final int WHITE_OF_16_BITS = 65535;

    private PngPictures() {}

    /** Returns 8-bit grey: 255 where the mask is set, else 0. */
    public static byte[] of(BitMask mask) {
        BufferedImage image =
                new BufferedImage(mask.width(), mask.height(), BufferedImage.TYPE_BYTE_GRAY);
        byte[] samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = mask.set()[i] ? (byte) WHITE : 0;
        }
        return written(image);
    }

    /** Returns 16-bit grey of values from 0 to 1, which become 0 to 65535. */
    public static byte[] of(Plane plane) {
        BufferedImage image =
                new BufferedImage(plane.width(), plane.height(), BufferedImage.TYPE_USHORT_GRAY);
        short[] samples = ((DataBufferUShort) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < samples.length; i++) {
            float value = Math.max(0, Math.min(1, plane.values()[i]));
            samples[i] = (short) Math.round(value * WHITE_OF_16_BITS);
        }
        return written(image);
    }

    /** Returns 8-bit RGB. */
    public static byte[] of(RgbPicture picture) {
        BufferedImage image =
                new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        byte[] rgb = picture.rgb();
        for (int i = 0; i < rgb.length; i += 3) {
            samples[i] = rgb[i + 2];
            samples[i + 1] = rgb[i + 1];
            samples[i + 2] = rgb[i];
        }
        return written(image);
    }

    private static byte[] written(BufferedImage image) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The first use of java.awt keeps the context class loader for good; a bundle's would leak.
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
                if (!ImageIO.write(image, "png", out)) {
                    throw new IOException("there is no writer of PNG");
                }
            }
            return file.toByteArray();
        } catch (IOException e) {
            throw new InternalException(
                    "A picture of %s×%s pixels was to be written as PNG, and could not be (%s). See that the JDK has java.desktop."
                            .formatted(image.getWidth(), image.getHeight(), e.getMessage()),
                    e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
