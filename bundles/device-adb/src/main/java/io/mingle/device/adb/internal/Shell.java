package io.mingle.device.adb.internal;

import dadb.AdbShellPacket;
import dadb.AdbShellStream;
import dadb.AdbSyncStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okio.Buffer;

/** Runs commands on a device and fetches its files. What it is sent is bounded. */
final class Shell {

    /** The most that a command may print, in bytes, where what it prints is words. */
    private static final int MOST_WORDS = 4 << 20;

    private static final int MOST_COMPLAINT = 500;

    private final AdbLink link;

    Shell(AdbLink link) {
        this.link = link;
    }

    /**
     * What a command left.
     *
     * @param code its exit code, 0 for success
     * @param out what it printed
     * @param complaint the first of its errors, in a line
     */
    record Result(int code, byte[] out, String complaint) {

        String text() {
            return new String(out, StandardCharsets.UTF_8);
        }
    }

    /** Runs a command that prints words. */
    Result run(String command) throws IOException {
        return run(command, MOST_WORDS);
    }

    /**
     * Runs a command.
     *
     * @param most how many bytes it may print
     * @throws IOException if the device goes away or sends more
     */
    Result run(String command, int most) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringBuilder errors = new StringBuilder();
        return streaming(
                "shell,v2,raw:" + command,
                most + MOST_WORDS,
                stream -> {
                    try (AdbShellStream shell = new AdbShellStream(stream)) {
                        while (true) {
                            AdbShellPacket packet = shell.read();
                            byte[] bytes = packet.getPayload();
                            if (packet instanceof AdbShellPacket.Exit) {
                                return new Result(bytes[0] & 0xFF, out.toByteArray(), line(errors));
                            } else if (packet instanceof AdbShellPacket.StdOut) {
                                if (out.size() + bytes.length > most) {
                                    throw new IOException(
                                            "it printed more than " + most + " bytes");
                                }
                                out.writeBytes(bytes);
                            } else if (errors.length() < MOST_COMPLAINT) {
                                errors.append(new String(bytes, StandardCharsets.UTF_8));
                            }
                        }
                    }
                });
    }

    private static String line(StringBuilder errors) {
        String line = errors.toString().strip().lines().findFirst().orElse("");
        return line.length() > MOST_COMPLAINT ? line.substring(0, MOST_COMPLAINT) + "…" : line;
    }

    /**
     * Fetches a file.
     *
     * @param most how many bytes it may have
     * @throws IOException if there is none, the device goes away or sends more
     */
    byte[] fetch(String path, int most) throws IOException {
        return streaming(
                "sync:",
                most + MOST_WORDS,
                stream -> {
                    try (AdbSyncStream sync = new AdbSyncStream(stream);
                            Buffer file = new Buffer()) {
                        sync.recv(file, path);
                        if (file.size() > most) {
                            throw new IOException("it sent more than " + most + " bytes");
                        }
                        return file.readByteArray();
                    }
                });
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read(BoundedStream stream) throws Exception;
    }

    private <T> T streaming(String service, long most, Reading<T> reading) throws IOException {
        try (BoundedStream stream = new BoundedStream(link.open(service), most)) {
            return reading.read(stream);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            // What does not keep to the protocol makes dadb throw others, too.
            throw new IOException("it does not speak as adb does: " + e.getMessage(), e);
        }
    }

    /** Writes a text as one word of a command. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
