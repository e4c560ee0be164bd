package io.mingle.host.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What this process holds, garbage not counted.
 *
 * @param heap bytes of Java's heap that are in use
 * @param process bytes that are the process's alone, Java's heap, libtorch and tensors; files that
 *     are mapped not counted; empty where the system does not tell
 */
public record ServerMemory(long heap, OptionalLong process) {

    private static final int COLLECTIONS = 5;
    private static final int PAUSE_MILLIS = 100;
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern OWN = Pattern.compile("(?m)^RssAnon:\\s*(\\d+) kB$");

    /** Looks, after collecting garbage: what that frees by other threads takes its time. */
    public static ServerMemory now() throws InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            Thread.sleep(PAUSE_MILLIS);
        }
        Runtime runtime = Runtime.getRuntime();
        return new ServerMemory(runtime.totalMemory() - runtime.freeMemory(), own());
    }

    private static OptionalLong own() {
        try {
            Matcher own = OWN.matcher(Files.isReadable(STATUS) ? Files.readString(STATUS) : "");
            return own.find()
                    ? OptionalLong.of(1024 * Long.parseLong(own.group(1)))
                    : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
