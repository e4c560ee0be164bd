package io.mingle.segmentation.output;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** PNG files that tell what they were made of, as a generator writes them. */
public final class ToldPng {

    private static final int HEADER_END = 33;

    private ToldPng() {}

    /** Returns a file with a text behind its header. */
    public static byte[] of(byte[] png, String text) {
        byte[] data = ("Mingle\0\0\0\0\0" + text).getBytes(StandardCharsets.UTF_8);
        byte[] type = "iTXt".getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(type);
        sum.update(data);
        return ByteBuffer.allocate(png.length + 12 + data.length)
                .put(png, 0, HEADER_END)
                .putInt(data.length)
                .put(type)
                .put(data)
                .putInt((int) sum.getValue())
                .put(png, HEADER_END, png.length - HEADER_END)
                .array();
    }
}
