package io.mingle.engine.internal;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log what happens, and a person on the console how long it will take. */
final class ReportedUnpacking implements UnpackListener {

    private static final Logger log = LoggerFactory.getLogger(ReportedUnpacking.class);
    private static final long STEP = Duration.ofMillis(500).toNanos();

    private final PrintStream console;
    private String what = "";
    private long begun;
    private long shown;

    /**
     * Creates a listener.
     *
     * @param console shows the progress as it goes; null for none
     */
    ReportedUnpacking(PrintStream console) {
        this.console = console;
    }

    @Override
    public void started(String what, Path to) {
        this.what = what;
        begun = System.nanoTime();
        shown = begun;
        String line =
                "Unpacking " + what + " into " + to + ". This happens once and takes some seconds.";
        log.info(line);
        show(line);
    }

    @Override
    public void advanced(long done, long total) {
        long now = System.nanoTime();
        if (total <= 0 || now - shown < STEP) {
            return;
        }
        shown = now;
        double left = (now - begun) / 1e9 * (total - done) / Math.max(1, done);
        show(
                "Unpacking %s: %s %%, %s s left"
                        .formatted(what, 100 * done / total, (long) Math.ceil(left)));
    }

    @Override
    public void finished(long bytes, Duration took) {
        String line =
                String.format(
                        Locale.ROOT,
                        "Unpacked %s: %s MB in %.1f s.",
                        what,
                        bytes / 1_000_000,
                        took.toMillis() / 1000.0);
        log.info(line);
        show(line);
    }

    @Override
    public void waiting(Path lock) {
        String line =
                "Waiting for another process that is unpacking the engine (lock " + lock + ").";
        log.info(line);
        show(line);
    }

    private void show(String line) {
        if (console != null) {
            console.println(line);
        }
    }
}
