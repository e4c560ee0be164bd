package io.mingle.vision.picture;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Decodes lossless streams of WebP (RFC 9649, section 3) with the TwelveMonkeys reader. */
final class WebpLossless {

    static final int SIGNATURE = 0x2f;

    private static final int HEADER = 20;
    private static final int RIFF = 8;

    /** The reader looks this far ahead at the end of small pictures. */
    private static final int LOOK_AHEAD = 8;

    /** What may stand behind the place where a stream is cut off; not all make sense. */
    private static final int[] CONTINUATIONS = {0, 0xff, 0x55, 0xaa, 0x33, 0x0f, 0xf0};

    private static final long MOST_CONTINUED = 1 << 26;

    private WebpLossless() {}

    /**
     * Decodes a stream. What is stored has to be transformed as a whole, so nothing comes of one in
     * which the reader gets stuck; what is cut off gets two different ends.
     */
    static Partial decode(byte[] stream, Size size, boolean cut) throws IOException {
        if (!cut) {
            BufferedImage image = read(Arrays.copyOf(stream, stream.length + LOOK_AHEAD));
            return new Partial(image, Missing.nothing(image.getWidth(), image.getHeight()));
        }
        int longer = stream.length + (int) Math.min(MOST_CONTINUED, 8 * size.pixels() + 8192);
        List<BufferedImage> images = new ArrayList<>();
        for (int i = 0; i < CONTINUATIONS.length && images.size() < 2; i++) {
            byte[] continued = Arrays.copyOf(stream, longer);
            Arrays.fill(continued, stream.length, longer, (byte) CONTINUATIONS[i]);
            try {
                images.add(read(continued));
            } catch (IOException | RuntimeException e) {
                // Another end may fit.
                continue;
            }
        }
        if (images.size() < 2) {
            throw new EOFException();
        }
        Partial common = Partial.common(PixelOrder.ROWS, images.get(0), images.get(1));
        if (common.missing().isAll()) {
            throw new EOFException();
        }
        return common;
    }

    /** Reads a file with nothing but the stream in it. */
    private static BufferedImage read(byte[] stream) throws IOException {
        int padded = stream.length + (stream.length & 1);
        byte[] file =
                ByteBuffer.allocate(HEADER + padded)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                        .putInt(HEADER - RIFF + padded)
                        .put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII))
                        .putInt(stream.length)
                        .put(stream)
                        .array();
        return BuiltInReaders.with(
                () -> new WebPImageReaderSpi().createReaderInstance(null),
                file,
                reader -> reader.read(0));
    }
}
