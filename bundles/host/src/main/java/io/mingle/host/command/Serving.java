package io.mingle.host.command;

import io.mingle.host.Mingle;
import java.nio.file.Path;

/**
 * How a host serves.
 *
 * @param skills a folder to watch for bundles, or null
 * @param console whether the shell reads commands from standard input
 */
public record Serving(Path skills, boolean console) {

    private static final String WATCH = "felix.fileinstall.";

    /** Tells a start about it. */
    public void configure(Mingle.Builder builder) {
        builder.serving(true);
        builder.property("gosh.args", console ? "" : "--nointeractive");
        if (skills != null) {
            builder.property(WATCH + "dir", skills.toAbsolutePath().toString());
            builder.property(WATCH + "poll", "500");
            builder.property(WATCH + "noInitialDelay", "true");
            builder.property(WATCH + "filter", ".*\\.jar");
        }
    }
}
