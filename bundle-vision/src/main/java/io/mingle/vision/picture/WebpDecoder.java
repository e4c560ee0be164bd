package io.mingle.vision.picture;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Decodes the first frame of a WebP (RFC 9649) on its canvas with the TwelveMonkeys reader, which
 * sees the coded frame only. What the frame leaves free is black.
 *
 * <p>Chroma of lossy files is repeated, not interpolated: beside coloured edges samples differ from
 * those of libwebp.
 */
final class WebpDecoder {

    private static final int HEADER = 12;
    private static final int CHUNK = 8;
    private static final int FRAME_HEADER = 16;

    private final EncodedPicture encoded;
    private Bytes coded;
    private Size canvas;
    private int left;
    private int top;
    private int orientation = 1;

    private WebpDecoder(EncodedPicture encoded) {
        this.encoded = encoded;
    }

    static RgbPicture decode(EncodedPicture encoded) throws IOException {
        WebpDecoder decoder = new WebpDecoder(encoded);
        decoder.walk();
        return decoder.decode();
    }

    private void walk() throws IOException {
        Bytes bytes = encoded.bytes();
        Bytes riff = bytes.part(0, CHUNK + bytes.u32le(4));
        for (long at = HEADER; at < riff.length(); ) {
            Bytes chunk = chunk(riff, at);
            if (chunk.has(0, "VP8X")) {
                canvas = encoded.checked(1L + chunk.u24le(12), 1L + chunk.u24le(15));
            } else if (chunk.has(0, "EXIF")) {
                orientation = Orientation.inExif(chunk.part(CHUNK, chunk.length() - (long) CHUNK));
            } else if (coded == null && chunk.has(0, "ANMF")) {
                left = 2 * chunk.u24le(CHUNK);
                top = 2 * chunk.u24le(CHUNK + 3);
                walkFrame(chunk);
            } else {
                keep(chunk);
            }
            at += chunk.length() + (chunk.length() & 1);
        }
        if (coded == null) {
            throw new IOException("it has no picture in it");
        }
    }

    private void walkFrame(Bytes frame) throws IOException {
        for (long at = CHUNK + FRAME_HEADER; at < frame.length(); ) {
            Bytes chunk = chunk(frame, at);
            keep(chunk);
            at += chunk.length() + (chunk.length() & 1);
        }
    }

    private static Bytes chunk(Bytes bytes, long at) throws IOException {
        return bytes.part(at, CHUNK + bytes.u32le(at + 4));
    }

    private void keep(Bytes chunk) {
        if (coded == null && (chunk.has(0, "VP8 ") || chunk.has(0, "VP8L"))) {
            coded = chunk;
        }
    }

    private RgbPicture decode() throws IOException {
        Size size = codedSize();
        if (canvas == null) {
            canvas = size;
        }
        if (left + size.width() > canvas.width() || top + size.height() > canvas.height()) {
            throw new IOException("its frame lies outside its canvas");
        }
        RgbPicture frame =
                BuiltInReaders.with(
                        new WebPImageReaderSpi().createReaderInstance(null),
                        bare(),
                        reader -> Samples.rgb(reader.read(0)));
        return Orientation.upright(placed(frame), orientation);
    }

    /** Returns the size in the frame itself (RFC 6386, section 9.1; RFC 9649, section 3.4). */
    private Size codedSize() throws IOException {
        if (coded.has(0, "VP8L")) {
            if (coded.u8(CHUNK) != 0x2f) {
                throw new IOException("its lossless header is wrong");
            }
            long bits = coded.u32le(CHUNK + 1);
            return encoded.checked(1 + (bits & 0x3fff), 1 + (bits >> 14 & 0x3fff));
        }
        if ((coded.u8(CHUNK) & 1) != 0 || !coded.has(CHUNK + 3, "\u009d\001\052")) {
            throw new IOException("its lossy header is wrong");
        }
        return encoded.checked(coded.u16le(CHUNK + 6) & 0x3fff, coded.u16le(CHUNK + 8) & 0x3fff);
    }

    /** Returns a file with nothing but the coded frame in it. */
    private byte[] bare() throws IOException {
        int padded = coded.length() + (coded.length() & 1);
        return ByteBuffer.allocate(HEADER + padded)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(HEADER - CHUNK + padded)
                .put("WEBP".getBytes(StandardCharsets.US_ASCII))
                .put(coded.copy(0, coded.length()))
                .array();
    }

    private RgbPicture placed(RgbPicture frame) {
        if (frame.width() == canvas.width() && frame.height() == canvas.height()) {
            return frame;
        }
        byte[] rgb = new byte[3 * canvas.width() * canvas.height()];
        int row = 3 * frame.width();
        for (int y = 0; y < frame.height(); y++) {
            int at = 3 * ((top + y) * canvas.width() + left);
            System.arraycopy(frame.rgb(), row * y, rgb, at, row);
        }
        return new RgbPicture(canvas.width(), canvas.height(), rgb);
    }
}
