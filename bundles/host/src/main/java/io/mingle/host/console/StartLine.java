package io.mingle.host.console;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells what is being done and for how long already, once it takes longer than a second. */
public final class StartLine implements AutoCloseable {

    private final LiveLine line;
    private final long begun = System.nanoTime();
    private final ScheduledExecutorService clock;
    private volatile String doing = "starting";

    /**
     * Begins to watch the time.
     *
     * @param line where to tell it
     */
    public StartLine(LiveLine line) {
        this(line, Duration.ofSeconds(1));
    }

    /**
     * Begins to watch the time.
     *
     * @param quick what takes less time is not told
     */
    StartLine(LiveLine line, Duration quick) {
        this.line = line;
        clock =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = new Thread(task, "mingle-start-line");
                            thread.setDaemon(true);
                            return thread;
                        });
        clock.scheduleAtFixedRate(this::tell, quick.toMillis(), 500, TimeUnit.MILLISECONDS);
    }

    /**
     * Says what is being done from now on.
     *
     * @param what in a few words
     */
    public void doing(String what) {
        doing = what;
    }

    private void tell() {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
        line.show("mingle: " + doing + " … " + elapsed.toSeconds() + " s");
    }

    /** Ends it and takes the line away. */
    @Override
    public void close() {
        clock.shutdownNow();
        try {
            clock.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        line.clear();
    }
}
