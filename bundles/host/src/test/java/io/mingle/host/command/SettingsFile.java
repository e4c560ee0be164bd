package io.mingle.host.command;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Beginnings of PNG files that tell what they were drawn of. */
final class SettingsFile {

    private SettingsFile() {}

    /** Returns a file; without settings if they are null. */
    static byte[] of(String settings) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(file, "IHDR", new byte[13]);
        if (settings != null) {
            chunk(file, "iTXt", ("Mingle\0\0\0\0\0" + settings).getBytes(StandardCharsets.UTF_8));
        }
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
        file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        file.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(data);
        file.writeBytes(new byte[4]);
    }
}
