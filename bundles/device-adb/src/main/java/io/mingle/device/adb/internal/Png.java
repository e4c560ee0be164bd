package io.mingle.device.adb.internal;

import io.mingle.api.gui.device.ScreenSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** As much of PNG as it takes to know a size, and to write a picture without anything on it. */
final class Png {

    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int HEADER = 0x49484452;
    private static final int HEAD = 24;

    private Png() {}

    /** Returns how large a picture says it is; empty if it is no PNG. */
    static Optional<ScreenSize> size(byte[] png) {
        if (png.length < HEAD) {
            return Optional.empty();
        }
        ByteBuffer head = ByteBuffer.wrap(png);
        boolean known = head.getLong(0) == SIGNATURE && head.getInt(12) == HEADER;
        return known
                ? Optional.of(new ScreenSize(head.getInt(16), head.getInt(20)))
                : Optional.empty();
    }

    /** Writes a black picture, a bit for each pixel. */
    static byte[] black(ScreenSize size) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(ByteBuffer.allocate(8).putLong(SIGNATURE).array());
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(size.width())
                        .putInt(size.height())
                        .put((byte) 1)
                        .array());
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        byte[] row = new byte[1 + (size.width() + 7) / 8];
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(pixels)) {
            for (int y = 0; y < size.height(); y++) {
                deflated.write(row);
            }
        }
        chunk(out, "IDAT", pixels.toByteArray());
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String name, byte[] data)
            throws IOException {
        byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(type);
        sum.update(data);
        out.write(ByteBuffer.allocate(4).putInt(data.length).array());
        out.write(type);
        out.write(data);
        out.write(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
