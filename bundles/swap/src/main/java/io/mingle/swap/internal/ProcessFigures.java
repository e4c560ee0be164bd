package io.mingle.swap.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What this process holds and has read, as far as the system tells. */
final class ProcessFigures {

    /** Where the system does not tell. */
    private static final long UNKNOWN = -1;

    private static final int COLLECTIONS = 5;

    private ProcessFigures() {}

    /** Returns the bytes of the Java heap that are in use, after collecting garbage. */
    static long heap() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            Pause.of(Duration.ofMillis(50));
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Returns the bytes of memory that the process holds. */
    static long resident() {
        long kilobytes = value(Path.of("/proc/self/status"), "VmRSS:");
        return kilobytes == UNKNOWN ? UNKNOWN : kilobytes * 1024;
    }

    /** Returns the bytes that the process has made the system read from disk. */
    static long bytesRead() {
        return value(Path.of("/proc/self/io"), "read_bytes:");
    }

    private static long value(Path file, String key) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(key.length()).replace("kB", "").strip())
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
