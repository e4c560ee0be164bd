package io.mingle.vision.picture;

import io.mingle.vision.picture.vp8.Vp8Decoder;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/**
 * Decodes the first frame of a WebP (RFC 9649) on its canvas. What the frame leaves free is white,
 * as all that is transparent.
 */
final class WebpDecoder {

    private static final int HEADER = 12;
    private static final int CHUNK = 8;
    private static final int FRAME_HEADER = 16;

    private final EncodedPicture encoded;
    private Bytes coded;
    private boolean lossless;
    private Bytes alpha;
    private Size canvas;
    private int left;
    private int top;
    private int orientation = 1;
    private boolean cut;
    private boolean inFrame;

    private WebpDecoder(EncodedPicture encoded) {
        this.encoded = encoded;
    }

    static DecodedPicture decode(EncodedPicture encoded) throws IOException {
        WebpDecoder decoder = new WebpDecoder(encoded);
        decoder.walk(encoded.bytes(), HEADER);
        return decoder.decode();
    }

    /** Goes from chunk to chunk, of which the last may be cut off. */
    private void walk(Bytes bytes, long start) throws IOException {
        for (long at = start; at + CHUNK <= bytes.length(); ) {
            long length = bytes.u32le(at + 4);
            long there = Math.min(length, bytes.length() - at - CHUNK);
            take(bytes.part(at, 4), bytes.part(at + CHUNK, there), there < length);
            at += CHUNK + there + (there & 1);
        }
    }

    private void take(Bytes type, Bytes data, boolean incomplete) throws IOException {
        if (type.has(0, "VP8X")) {
            canvas = encoded.checked(1L + data.u24le(4), 1L + data.u24le(7));
        } else if (type.has(0, "EXIF")) {
            orientation = Orientation.inExif(data);
        } else if (coded == null && !inFrame && type.has(0, "ANMF")) {
            left = 2 * data.u24le(0);
            top = 2 * data.u24le(3);
            inFrame = true;
            walk(data, FRAME_HEADER);
            inFrame = false;
        } else if (coded == null && type.has(0, "ALPH")) {
            alpha = data;
        } else if (coded == null && (type.has(0, "VP8 ") || type.has(0, "VP8L"))) {
            coded = data;
            lossless = type.has(0, "VP8L");
            cut = incomplete;
        }
        cut |= coded == null && incomplete;
    }

    private DecodedPicture decode() throws IOException {
        if (coded == null) {
            throw cut ? new EOFException() : new IOException("it has no picture in it");
        }
        Size size = codedSize();
        if (canvas == null) {
            canvas = size;
        }
        if (left + size.width() > canvas.width() || top + size.height() > canvas.height()) {
            throw new IOException("its frame lies outside its canvas");
        }
        return lossless ? lossless(size) : lossy(size);
    }

    private DecodedPicture lossless(Size size) throws IOException {
        boolean transparent = (coded.u32le(1) >> 28 & 1) == 1;
        Partial part = WebpLossless.decode(coded.copy(0, coded.length()), size, cut);
        RgbPicture frame =
                Samples.rgb(
                        part.image(),
                        transparent ? Transparency.of(part.image()) : Transparency.NONE,
                        encoded.ground());
        return placed(frame, part.missing(), null);
    }

    private DecodedPicture lossy(Size size) throws IOException {
        Vp8Decoder.Frame frame = Vp8Decoder.decode(coded.copy(0, coded.length()));
        String doubt = null;
        if (alpha != null) {
            try {
                WebpAlpha.decode(alpha, size).layOn(encoded.ground(), frame.rgb());
            } catch (IOException | RuntimeException e) {
                doubt = "its transparency cannot be decoded";
            }
        }
        Missing missing = new Missing(PixelOrder.ROWS, size.width(), size.height());
        missing.addRows(frame.rows(), size.height());
        cut |= !missing.isEmpty();
        RgbPicture picture = new RgbPicture(size.width(), size.height(), frame.rgb());
        return placed(picture, missing, doubt);
    }

    private DecodedPicture placed(RgbPicture frame, Missing missing, String doubt) {
        if (frame.width() == canvas.width() && frame.height() == canvas.height()) {
            return encoded.rescued(frame, missing, orientation, cut, doubt);
        }
        DecodedPicture rescued = encoded.rescued(frame, missing, 1, cut, doubt);
        byte[] rgb = new byte[3 * canvas.width() * canvas.height()];
        Arrays.fill(rgb, (byte) encoded.ground());
        int row = 3 * frame.width();
        for (int y = 0; y < frame.height(); y++) {
            int at = 3 * ((top + y) * canvas.width() + left);
            System.arraycopy(frame.rgb(), row * y, rgb, at, row);
        }
        RgbPicture drawn = new RgbPicture(canvas.width(), canvas.height(), rgb);
        return new DecodedPicture(Orientation.upright(drawn, orientation), rescued.warnings());
    }

    /** Returns the size in the frame itself (RFC 6386, section 9.1; RFC 9649, section 3.4). */
    private Size codedSize() throws IOException {
        if (lossless) {
            if (coded.u8(0) != WebpLossless.SIGNATURE) {
                throw new IOException("its lossless header is wrong");
            }
            long bits = coded.u32le(1);
            return encoded.checked(1 + (bits & 0x3fff), 1 + (bits >> 14 & 0x3fff));
        }
        if ((coded.u8(0) & 1) != 0 || !coded.has(3, "\u009d\001\052")) {
            throw new IOException("its lossy header is wrong");
        }
        return encoded.checked(coded.u16le(6) & 0x3fff, coded.u16le(8) & 0x3fff);
    }
}
