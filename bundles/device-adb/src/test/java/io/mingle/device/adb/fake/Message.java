package io.mingle.device.adb.fake;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A message of adb's protocol: a head of six numbers, and what it carries. Sums are not compared,
 * as no daemon does any more.
 */
record Message(String command, int first, int second, byte[] payload) {

    static Message read(DataInputStream in) throws IOException {
        byte[] head = new byte[24];
        in.readFully(head);
        ByteBuffer numbers = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        String command = new String(head, 0, 4, StandardCharsets.US_ASCII);
        if ((numbers.getInt(0) ^ numbers.getInt(20)) != -1) {
            throw new IOException("The magic of " + command + " is wrong");
        }
        byte[] payload = new byte[numbers.getInt(12)];
        in.readFully(payload);
        return new Message(command, numbers.getInt(4), numbers.getInt(8), payload);
    }

    void write(OutputStream out) throws IOException {
        out.write(head(payload.length));
        out.write(payload);
        out.flush();
    }

    /** Writes a head that may lie about what follows. */
    byte[] head(int length) {
        int name =
                ByteBuffer.wrap(command.getBytes(StandardCharsets.US_ASCII))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getInt();
        int sum = 0;
        for (byte each : payload) {
            sum += each & 0xFF;
        }
        return ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(name)
                .putInt(first)
                .putInt(second)
                .putInt(length)
                .putInt(sum)
                .putInt(~name)
                .array();
    }
}
