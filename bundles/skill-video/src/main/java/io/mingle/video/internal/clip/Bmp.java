package io.mingle.video.internal.clip;

import io.mingle.api.content.Picture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes a frame as a Windows bitmap: nothing is lost, and nothing is spent on packing it. */
public final class Bmp {

    private static final int HEADER = 54;
    private static final int INFO = 40;
    private static final int BITS = 24;

    private Bmp() {}

    /**
     * Writes a frame.
     *
     * @param rgb {@code [height, width, 3]}
     */
    public static Picture of(String name, int width, int height, byte[] rgb) {
        int stride = (3 * width + 3) / 4 * 4;
        int size = Math.addExact(HEADER, Math.multiplyExact(stride, height));
        ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B').put((byte) 'M').putInt(size).putInt(0).putInt(HEADER);
        file.putInt(INFO).putInt(width).putInt(height).putShort((short) 1).putShort((short) BITS);
        byte[] bytes = file.array();
        for (int y = 0; y < height; y++) {
            int to = HEADER + (height - 1 - y) * stride;
            int from = 3 * y * width;
            for (int x = 0; x < width; x++, to += 3, from += 3) {
                bytes[to] = rgb[from + 2];
                bytes[to + 1] = rgb[from + 1];
                bytes[to + 2] = rgb[from];
            }
        }
        return new Picture(name, bytes);
    }
}
