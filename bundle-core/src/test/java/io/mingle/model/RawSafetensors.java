package io.mingle.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes safetensors files byte by byte, the wrong ones too. */
final class RawSafetensors {

    private RawSafetensors() {}

    static Path write(Path file, String json, int dataBytes) throws IOException {
        byte[] header = json.getBytes(StandardCharsets.UTF_8);
        return write(file, header.length, header, dataBytes);
    }

    static Path write(Path file, long claimedLength, byte[] header, int dataBytes)
            throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(8 + header.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(claimedLength).put(header);
        return Files.write(file, bytes.array());
    }

    /** One tensor of four bytes per name, in a header whose data is aligned. */
    static Path tensors(Path file, String... names) throws IOException {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < names.length; i++) {
            json.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(names[i])
                    .append("\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[")
                    .append(4 * i)
                    .append(',')
                    .append(4 * i + 4)
                    .append("]}");
        }
        json.append('}');
        while (json.length() % 8 != 0) {
            json.append(' ');
        }
        return write(file, json.toString(), 4 * names.length);
    }
}
