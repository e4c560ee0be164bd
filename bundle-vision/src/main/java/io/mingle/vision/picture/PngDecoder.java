package io.mingle.vision.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;

/**
 * Decodes PNG (ISO/IEC 15948). The platform's reader sees the header, the palette and the pixels
 * only: transparency, gamma and profiles change nothing here, and texts may inflate without bound.
 */
final class PngDecoder {

    private static final int SIGNATURE = 8;
    private static final int HEADER = 13;
    private static final int LARGEST_PALETTE = 768;

    private PngDecoder() {}

    static RgbPicture decode(EncodedPicture encoded) throws IOException {
        Bytes bytes = encoded.bytes();
        if (!bytes.has(SIGNATURE, "\0\0\0\rIHDR")) {
            throw new IOException("its header is missing");
        }
        encoded.checked(bytes.u32be(SIGNATURE + 8), bytes.u32be(SIGNATURE + 12));
        ByteArrayOutputStream bare = new ByteArrayOutputStream(bytes.length());
        bare.write(bytes.copy(0, SIGNATURE));
        int orientation = 1;
        long at = SIGNATURE;
        for (boolean end = false; !end; ) {
            long length = bytes.u32be(at);
            Bytes chunk = bytes.part(at, length + 12);
            end = chunk.has(4, "IEND");
            if (chunk.has(4, "eXIf")) {
                orientation = Orientation.inExif(chunk.part(8, length));
            } else if (end || isNeeded(chunk, at == SIGNATURE, length)) {
                bare.write(intact(chunk));
            }
            at += chunk.length();
        }
        RgbPicture stored =
                BuiltInReaders.with(
                        "png", bare.toByteArray(), reader -> Samples.rgb(reader.read(0)));
        return Orientation.upright(stored, orientation);
    }

    private static boolean isNeeded(Bytes chunk, boolean first, long length) throws IOException {
        if (chunk.has(4, "IHDR")) {
            if (!first || length != HEADER) {
                throw new IOException("it has a second header");
            }
            return true;
        }
        if (chunk.has(4, "PLTE")) {
            if (length == 0 || length > LARGEST_PALETTE || length % 3 != 0) {
                throw new IOException("its palette has " + length + " bytes");
            }
            return true;
        }
        return chunk.has(4, "IDAT");
    }

    private static byte[] intact(Bytes chunk) throws IOException {
        byte[] copy = chunk.copy(0, chunk.length());
        CRC32 crc = new CRC32();
        crc.update(copy, 4, copy.length - 8);
        if (crc.getValue() != chunk.u32be(copy.length - 4L)) {
            throw new IOException("a checksum is wrong");
        }
        return copy;
    }
}
