package io.mingle.core.internal.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What this process holds in memory, as Linux counts it.
 *
 * @param own bytes that are the process's alone: Java's heap, libtorch, tensors that are no files
 * @param files bytes of mapped files that are in memory now; the system takes them back when it
 *     needs the room
 */
public record ProcessMemory(OptionalLong own, OptionalLong files) {

    private static final Path STATUS = Path.of("/proc/self/status");

    /** Looks now; on other systems both are unknown. */
    public static ProcessMemory now() {
        try {
            return of(Files.isReadable(STATUS) ? Files.readString(STATUS) : "");
        } catch (IOException e) {
            return of("");
        }
    }

    static ProcessMemory of(String status) {
        return new ProcessMemory(bytes(status, "RssAnon"), bytes(status, "RssFile"));
    }

    private static OptionalLong bytes(String status, String name) {
        Matcher line = Pattern.compile("(?m)^" + name + ":\\s*(\\d+) kB$").matcher(status);
        return line.find()
                ? OptionalLong.of(1024 * Long.parseLong(line.group(1)))
                : OptionalLong.empty();
    }
}
