package io.mingle.vision.picture;

import java.io.IOException;

/** Decodes Windows and OS/2 bitmaps. */
final class BmpDecoder {

    private static final int INFO = 14;
    private static final int OS2_INFO_LENGTH = 12;

    /** The last compression that is one of a bitmap; 4 and 5 are JPEG and PNG inside a BMP. */
    private static final int BITFIELDS = 3;

    private BmpDecoder() {}

    static RgbPicture decode(EncodedPicture encoded) throws IOException {
        Bytes bytes = encoded.bytes();
        boolean os2 = bytes.u32le(INFO) == OS2_INFO_LENGTH;
        long width = os2 ? bytes.u16le(INFO + 4) : (int) bytes.u32le(INFO + 4);
        long height = os2 ? bytes.u16le(INFO + 6) : (int) bytes.u32le(INFO + 8);
        // A negative height says that the rows begin at the top.
        encoded.checked(width, Math.abs(height));
        long compression = os2 ? 0 : bytes.u32le(INFO + 16);
        if (compression > BITFIELDS) {
            throw encoded.unsupported("with compression " + compression);
        }
        return BuiltInReaders.with(
                "bmp", bytes.copy(0, bytes.length()), reader -> Samples.rgb(reader.read(0)));
    }
}
