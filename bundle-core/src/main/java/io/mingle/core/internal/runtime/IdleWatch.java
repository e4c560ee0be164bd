package io.mingle.core.internal.runtime;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at regular intervals for what is idle, on a thread of its own. */
final class IdleWatch implements AutoCloseable {

    /** How often it looks within the time after which something is idle. */
    private static final int LOOKS = 4;

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    work -> {
                        Thread thread = new Thread(work, "mingle-idle-watch");
                        thread.setDaemon(true);
                        return thread;
                    });

    /**
     * @param look must not block
     */
    IdleWatch(Duration idle, Runnable look) {
        long interval = Math.max(1, idle.toMillis() / LOOKS);
        timer.scheduleWithFixedDelay(look, interval, interval, TimeUnit.MILLISECONDS);
    }

    /** Ends the watch; a look under way is over on return. */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            timer.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
