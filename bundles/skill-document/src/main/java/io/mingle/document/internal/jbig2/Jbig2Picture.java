package io.mingle.document.internal.jbig2;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.MingleException;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.apache.pdfbox.jbig2.JBIG2ImageReader;

/**
 * Decodes JBIG2 pictures.
 *
 * <p>The reader is made here and belongs to nobody else: one that ImageIO knew would be kept by the
 * Java machine, and this bundle with it.
 */
public final class Jbig2Picture {

    private Jbig2Picture() {}

    /**
     * Decodes a picture into rows of whole bytes in which 1 is white, as PDF has them (ISO 32000-1,
     * 7.4.7). What the picture lacks of the size is white; what it has beyond is cut off.
     *
     * @param subject names it within a sentence, at its beginning
     * @param segments of the picture, those that it shares with others first
     * @param width of the rows, in pixels
     * @param height how many rows
     * @param pixels how many it may have. What is made while decoding may take a byte for each
     * @param check throws if it has taken too long, or nobody wants it any more
     * @throws ContentTooLargeException if it takes more than it may
     * @throws IOException if it is damaged
     */
    public static byte[] rows(
            String subject, byte[] segments, int width, int height, long pixels, Runnable check)
            throws IOException {
        Jbig2Segments.check(subject, pixels, segments);
        try {
            return new DecodingBudget(subject, pixels, check)
                    .during(() -> fitted(decoded(segments), width, height));
        } catch (RuntimeException | StackOverflowError e) {
            // It wraps whatever happens while a segment is read.
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof MingleException ours) {
                    throw ours;
                }
            }
            throw new IOException("Its data cannot be decoded.", e);
        }
    }

    private static Raster decoded(byte[] segments) throws IOException {
        JBIG2ImageReader reader = new JBIG2ImageReader(null);
        try (MemoryCacheImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(segments))) {
            reader.setInput(in);
            return reader.readRaster(0, reader.getDefaultReadParam());
        } finally {
            reader.dispose();
        }
    }

    private static byte[] fitted(Raster raster, int width, int height) {
        byte[] from = ((DataBufferByte) raster.getDataBuffer()).getData();
        int stride = (raster.getWidth() + 7) / 8;
        int wanted = (width + 7) / 8;
        if (raster.getWidth() == width && raster.getHeight() == height) {
            return from;
        }
        byte[] rows = new byte[wanted * height];
        Arrays.fill(rows, (byte) 0xff);
        int last = stride - 1;
        for (int y = 0; y < Math.min(height, raster.getHeight()); y++) {
            System.arraycopy(from, y * stride, rows, y * wanted, Math.min(stride, wanted));
            if (raster.getWidth() < width && raster.getWidth() % 8 != 0) {
                rows[y * wanted + last] |= (byte) (0xff >> raster.getWidth() % 8);
            }
        }
        return rows;
    }
}
