package io.mingle.host.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What this process holds when it has come to rest.
 *
 * @param heap bytes of Java's heap that are in use
 * @param process bytes that are the process's alone, Java's heap, libtorch and tensors; files that
 *     are mapped not counted; empty where the system does not tell
 */
public record ServerMemory(long heap, OptionalLong process) {

    /** Threads and connections that nobody needs go after a minute. */
    private static final Duration REST = Duration.ofSeconds(75);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern OWN = Pattern.compile("(?m)^RssAnon:\\s*(\\d+) kB$");

    /** Collects garbage until the time has passed in which what is not needed goes. */
    public static ServerMemory atRest() throws InterruptedException {
        long end = System.nanoTime() + REST.toNanos();
        do {
            System.gc();
            Thread.sleep(PAUSE.toMillis());
        } while (System.nanoTime() < end);
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
