package io.mingle.segmentation.output;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Texts of PNG files, which tell how a picture was made. */
public final class PngTexts {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /** A chunk has its length and its type before its data, and a check sum behind them. */
    private static final int FRAME = 12;

    /** The header is the first chunk, and always as long. */
    private static final int HEADER_END = SIGNATURE.length + FRAME + 13;

    private static final String TEXT = "iTXt";

    /** Longer texts stay where they are. */
    private static final int LONGEST = 1 << 20;

    private PngTexts() {}

    /**
     * Returns a picture with the texts of another one.
     *
     * @param from any file; what is no PNG, or damaged, has no texts
     * @param into a PNG file, as {@link PngPictures} writes it
     */
    public static byte[] carried(byte[] from, byte[] into) {
        byte[] texts = texts(from);
        if (texts.length == 0) {
            return into;
        }
        return ByteBuffer.allocate(into.length + texts.length)
                .put(into, 0, HEADER_END)
                .put(texts)
                .put(into, HEADER_END, into.length - HEADER_END)
                .array();
    }

    private static byte[] texts(byte[] file) {
        ByteArrayOutputStream texts = new ByteArrayOutputStream();
        int at = SIGNATURE.length;
        if (!Arrays.equals(SIGNATURE, Arrays.copyOf(file, at))) {
            return new byte[0];
        }
        ByteBuffer bytes = ByteBuffer.wrap(file);
        while (at + FRAME <= file.length) {
            int length = bytes.getInt(at);
            if (length < 0 || length > file.length - at - FRAME) {
                break;
            }
            String type = new String(file, at + Integer.BYTES, 4, StandardCharsets.ISO_8859_1);
            if (type.equals(TEXT) && length <= LONGEST) {
                texts.write(file, at, FRAME + length);
            }
            at += FRAME + length;
        }
        return texts.toByteArray();
    }
}
