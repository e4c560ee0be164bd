package io.mingle.vision.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How opaque the pixels of a lossy WebP are: its ALPH chunk (RFC 9649, section 2.7.1.2). */
final class WebpAlpha {

    private static final int HORIZONTAL = 1;
    private static final int VERTICAL = 2;

    private final int width;
    private final int height;
    private final byte[] values;

    private WebpAlpha(Size size, byte[] values) {
        this.width = size.width();
        this.height = size.height();
        this.values = values;
    }

    /**
     * Decodes what is in the chunk.
     *
     * @throws IOException if it is damaged
     */
    static WebpAlpha decode(Bytes chunk, Size size) throws IOException {
        int flags = chunk.u8(0);
        Bytes data = chunk.part(1, chunk.length() - 1L);
        int pixels = (int) size.pixels();
        byte[] values;
        if ((flags & 3) == 0) {
            values = data.copy(0, pixels);
        } else {
            values = green(WebpLossless.decode(headed(data, size), size, false).image(), pixels);
        }
        WebpAlpha alpha = new WebpAlpha(size, values);
        alpha.undo(flags >> 2 & 3);
        return alpha;
    }

    /** A lossless stream has this header unless it is for alpha, when its size is known. */
    private static byte[] headed(Bytes data, Size size) throws IOException {
        long bits = size.width() - 1L | size.height() - 1L << 14;
        return ByteBuffer.allocate(5 + data.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) WebpLossless.SIGNATURE)
                .putInt((int) bits)
                .put(data.copy(0, data.length()))
                .array();
    }

    private static byte[] green(BufferedImage image, int pixels) {
        byte[] values = new byte[pixels];
        int[] row = null;
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            row = Samples.row(image.getRaster(), y, row);
            int bands = image.getRaster().getNumBands();
            for (int i = 1; i < row.length; i += bands) {
                values[at++] = (byte) row[i];
            }
        }
        return values;
    }

    /** Adds what was taken from each value as foreseeable. */
    private void undo(int filter) {
        for (int i = 1; filter != 0 && i < values.length; i++) {
            int left = i % width == 0 ? -1 : i - 1;
            int above = i < width ? -1 : i - width;
            int predicted;
            if (left < 0 || (above >= 0 && filter == VERTICAL)) {
                predicted = values[above];
            } else if (above < 0 || filter == HORIZONTAL) {
                predicted = values[left];
            } else {
                predicted = gradient(left, above);
            }
            values[i] += (byte) predicted;
        }
    }

    private int gradient(int left, int above) {
        int sum = (values[left] & 0xff) + (values[above] & 0xff) - (values[above - 1] & 0xff);
        return Math.max(0, Math.min(255, sum));
    }

    /** Lays the colours of the frame on a grey. */
    void layOn(int ground, byte[] rgb) {
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                row[x] = values[y * width + x] & 0xff;
            }
            Samples.layOn(ground, rgb, 3 * width * y, row);
        }
    }
}
