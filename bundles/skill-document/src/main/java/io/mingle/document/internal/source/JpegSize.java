package io.mingle.document.internal.source;

/** What the header of a JPEG says of its size. */
final class JpegSize {

    private static final int MARKER = 0xff;
    private static final int FIRST_FRAME = 0xc0;
    private static final int LAST_FRAME = 0xcf;
    private static final int SCAN = 0xda;

    private JpegSize() {}

    /**
     * Returns the largest number of pixels that a frame header before the first scan names (ISO/IEC
     * 10918-1, B.2.2); 0 if there is none.
     */
    static long pixels(byte[] bytes) {
        long most = 0;
        for (int at = 0; at + 8 < bytes.length; at++) {
            if (number(bytes, at) != MARKER) {
                continue;
            }
            int kind = number(bytes, at + 1);
            // Those between are of tables: DHT, JPG and DAC.
            boolean frames =
                    kind >= FIRST_FRAME
                            && kind <= LAST_FRAME
                            && kind != 0xc4
                            && kind != 0xc8
                            && kind != 0xcc;
            if (frames) {
                long height = number(bytes, at + 5) * 256L + number(bytes, at + 6);
                long width = number(bytes, at + 7) * 256L + number(bytes, at + 8);
                most = Math.max(most, width * height);
            } else if (kind == SCAN) {
                return most;
            }
            if (kind > 1 && kind < MARKER && !(kind >= 0xd0 && kind <= 0xd8)) {
                at += 1 + number(bytes, at + 2) * 256 + number(bytes, at + 3);
            }
        }
        return most;
    }

    private static int number(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }
}
