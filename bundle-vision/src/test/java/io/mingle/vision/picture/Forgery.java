package io.mingle.vision.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Makes picture files that lie. */
final class Forgery {

    private Forgery() {}

    /** A PNG of the declared size with the given chunks between its header and its end. */
    static byte[] png(int width, int height, byte[]... chunks) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(latin("\u0089PNG\r\n\032\n"));
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        file.writeBytes(chunk("IHDR", header.put(new byte[] {8, 2, 0, 0, 0}).array()));
        for (byte[] chunk : chunks) {
            file.writeBytes(chunk);
        }
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    static byte[] chunk(String type, byte[] data) {
        byte[] body = joined(latin(type), data);
        CRC32 crc = new CRC32();
        crc.update(body);
        return ByteBuffer.allocate(body.length + 8)
                .putInt(data.length)
                .put(body)
                .putInt((int) crc.getValue())
                .array();
    }

    static byte[] deflated(int zeros) {
        return deflated(new byte[zeros], zeros / 500 + 100);
    }

    static byte[] deflated(byte[] bytes) {
        return deflated(bytes, 2 * bytes.length + 100);
    }

    private static byte[] deflated(byte[] bytes, int most) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        byte[] data = new byte[most];
        int length = deflater.deflate(data);
        deflater.end();
        return Arrays.copyOf(data, length);
    }

    /** A JPEG frame header segment. */
    static byte[] frame(int marker, int depth, int width, int height, int components) {
        ByteBuffer frame = ByteBuffer.allocate(10 + 3 * components);
        frame.putShort((short) (0xff00 | marker)).putShort((short) (8 + 3 * components));
        frame.put((byte) depth).putShort((short) height).putShort((short) width);
        frame.put((byte) components);
        for (int i = 1; i <= components; i++) {
            frame.put((byte) i).put((byte) 0x11).put((byte) 0);
        }
        return frame.array();
    }

    /** A little-endian TIFF of one directory; each row is tag, type, count, value. */
    static byte[] tiff(byte[] data, long[]... entries) {
        ByteBuffer file =
                ByteBuffer.allocate(8 + 2 + 12 * entries.length + 4 + data.length)
                        .order(ByteOrder.LITTLE_ENDIAN);
        file.put(latin("II*\0")).putInt(8).putShort((short) entries.length);
        for (long[] entry : entries) {
            file.putShort((short) entry[0]).putShort((short) entry[1]);
            file.putInt((int) entry[2]).putInt((int) entry[3]);
        }
        return file.putInt(0).put(data).array();
    }

    /** A RIFF file of the WebP kind with the given chunks. */
    static byte[] webp(byte[]... chunks) {
        byte[] body = joined(chunks);
        return ByteBuffer.allocate(12 + body.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(latin("RIFF"))
                .putInt(4 + body.length)
                .put(latin("WEBP"))
                .put(body)
                .array();
    }

    static byte[] riffChunk(String type, int declared, byte[] data) {
        return ByteBuffer.allocate(8 + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(latin(type))
                .putInt(declared)
                .put(data)
                .array();
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
