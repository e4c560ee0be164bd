package io.mingle.gen.internal;

import io.mingle.vision.picture.RgbPicture;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes pictures as PNG files with texts (PNG specification, third edition). */
final class PngWriter {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int CHANNELS = 3;
    private static final int FILTERS = 5;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    private PngWriter() {}

    /**
     * Writes a file.
     *
     * @param texts by keyword, of 1 to 79 characters of ASCII
     */
    static byte[] write(RgbPicture picture, Map<String, String> texts) {
        PngWriter writer = new PngWriter();
        writer.file.writeBytes(SIGNATURE);
        byte[] header = {8, 2, 0, 0, 0};
        writer.chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(picture.width())
                        .putInt(picture.height())
                        .put(header)
                        .array());
        texts.forEach(writer::text);
        writer.chunk("IDAT", deflated(filtered(picture)));
        writer.chunk("IEND", new byte[0]);
        return writer.file.toByteArray();
    }

    /** In UTF-8, and not compressed: whoever looks into the file can read it. */
    private void text(String keyword, String text) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(keyword.getBytes(StandardCharsets.ISO_8859_1));
        // No compression, its method, no language, no translated keyword.
        data.writeBytes(new byte[5]);
        data.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        chunk("iTXt", data.toByteArray());
    }

    private void chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        file.writeBytes(name);
        file.writeBytes(data);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private static byte[] deflated(byte[] rows) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(rows);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** Each row has the filter that leaves the least, as the specification advises. */
    private static byte[] filtered(RgbPicture picture) {
        int length = CHANNELS * picture.width();
        byte[] rows = new byte[(1 + length) * picture.height()];
        byte[] tried = new byte[length];
        for (int y = 0; y < picture.height(); y++) {
            int at = (1 + length) * y;
            long least = Long.MAX_VALUE;
            for (int filter = 0; filter < FILTERS; filter++) {
                long left = filter(filter, picture.rgb(), y, length, tried);
                if (left < least) {
                    least = left;
                    rows[at] = (byte) filter;
                    System.arraycopy(tried, 0, rows, at + 1, length);
                }
            }
        }
        return rows;
    }

    private static long filter(int filter, byte[] rgb, int y, int length, byte[] out) {
        int row = y * length;
        long sum = 0;
        for (int i = 0; i < length; i++) {
            int a = i < CHANNELS ? 0 : rgb[row + i - CHANNELS] & 0xff;
            int b = y == 0 ? 0 : rgb[row - length + i] & 0xff;
            int c = i < CHANNELS || y == 0 ? 0 : rgb[row - length + i - CHANNELS] & 0xff;
            out[i] = (byte) ((rgb[row + i] & 0xff) - predicted(filter, a, b, c));
            sum += Math.abs(out[i]);
        }
        return sum;
    }

    private static int predicted(int filter, int a, int b, int c) {
        return switch (filter) {
            case 0 -> 0;
            case 1 -> a;
            case 2 -> b;
            case 3 -> (a + b) / 2;
            default -> paeth(a, b, c);
        };
    }

    private static int paeth(int a, int b, int c) {
        int p = a + b - c;
        int toA = Math.abs(p - a);
        int toB = Math.abs(p - b);
        int toC = Math.abs(p - c);
        if (toA <= toB && toA <= toC) {
            return a;
        }
        return toB <= toC ? b : c;
    }
}
