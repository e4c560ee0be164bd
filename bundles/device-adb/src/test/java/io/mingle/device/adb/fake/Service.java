package io.mingle.device.adb.fake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/** One stream of a daemon: a command, or the fetching of files. */
final class Service {

    /** Sends bytes of this stream. */
    @FunctionalInterface
    interface Wire {
        void send(byte[] bytes) throws IOException;
    }

    private static final int PIECE = 1 << 16;
    private static final byte[] END = {};

    private final FakePhone phone;
    private final Wire wire;
    private final Semaphore free = new Semaphore(1);
    private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
    private byte[] rest = END;
    private volatile boolean gone;

    Service(FakePhone phone, Wire wire) {
        this.phone = phone;
        this.wire = wire;
    }

    /** The other side has taken the last piece. */
    void taken() {
        free.release();
    }

    void received(byte[] bytes) {
        received.add(bytes);
    }

    void gone() {
        gone = true;
        received.add(END);
        free.release();
    }

    void run(String name) throws IOException, InterruptedException {
        if (name.equals("sync:")) {
            sync();
        } else {
            shell(name.substring("shell,v2,raw:".length()));
        }
        // The last piece is to be taken before the stream is closed.
        free.acquire();
    }

    private void shell(String command) throws IOException, InterruptedException {
        FakePhone.Left left = phone.run(command);
        send(packets(1, left.out()));
        send(packets(2, left.errors().getBytes(StandardCharsets.UTF_8)));
        send(packets(3, new byte[] {(byte) left.code()}));
    }

    /** The packets do not end where the messages do. */
    private static byte[] packets(int id, byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int from = 0; from < bytes.length; from += 10_000) {
            byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 10_000));
            out.write(id);
            out.writeBytes(number(piece.length));
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }

    private void sync() throws IOException, InterruptedException {
        while (true) {
            String id = new String(take(4), StandardCharsets.US_ASCII);
            int length = ByteBuffer.wrap(take(4)).order(ByteOrder.LITTLE_ENDIAN).getInt();
            if (!id.equals("RECV")) {
                return;
            }
            byte[] file = phone.file(new String(take(length), StandardCharsets.UTF_8));
            if (file == null) {
                byte[] why = "No such file or directory".getBytes(StandardCharsets.UTF_8);
                send(packet("FAIL", why.length, why));
                continue;
            }
            for (int from = 0; from < file.length; from += PIECE) {
                byte[] piece = Arrays.copyOfRange(file, from, Math.min(file.length, from + PIECE));
                send(packet("DATA", piece.length, piece));
            }
            send(packet("DONE", 0, END));
        }
    }

    private static byte[] packet(String id, int number, byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(id.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(number(number));
        out.writeBytes(bytes);
        return out.toByteArray();
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    }

    private byte[] take(int count) throws IOException, InterruptedException {
        while (rest.length < count) {
            byte[] more = received.take();
            if (gone) {
                throw new IOException("The other side has gone");
            }
            byte[] both = Arrays.copyOf(rest, rest.length + more.length);
            System.arraycopy(more, 0, both, rest.length, more.length);
            rest = both;
        }
        byte[] taken = Arrays.copyOf(rest, count);
        rest = Arrays.copyOfRange(rest, count, rest.length);
        return taken;
    }

    private void send(byte[] bytes) throws IOException, InterruptedException {
        for (int from = 0; from < bytes.length; from += PIECE) {
            free.acquire();
            if (gone) {
                throw new IOException("The other side has gone");
            }
            wire.send(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PIECE)));
        }
    }
}
