package io.mingle.bench;

import io.mingle.core.internal.bench.ProcessMemory;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * How much memory a piece of work took at a time, besides what the process had before and besides
 * files that are mapped.
 *
 * @param bytes the most that was seen, looking every few milliseconds; empty where the system does
 *     not tell
 */
public record PeakMemory(OptionalLong bytes) {

    private static final long EVERY_NANOS = 5_000_000;

    /** Does the work on the calling thread, and looks meanwhile. */
    public static PeakMemory of(Runnable work) {
        OptionalLong before = ProcessMemory.now().own();
        if (before.isEmpty()) {
            work.run();
            return new PeakMemory(before);
        }
        Watch watch = new Watch();
        Thread thread = new Thread(watch, "mingle-bench-memory");
        thread.setDaemon(true);
        thread.start();
        try {
            work.run();
        } finally {
            watch.done.set(true);
            LockSupport.unpark(thread);
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new PeakMemory(OptionalLong.of(Math.max(0, watch.most - before.getAsLong())));
    }

    private static final class Watch implements Runnable {

        private final AtomicBoolean done = new AtomicBoolean();
        private volatile long most;

        @Override
        public void run() {
            do {
                most = Math.max(most, ProcessMemory.now().own().orElse(0));
                LockSupport.parkNanos(EVERY_NANOS);
            } while (!done.get());
        }
    }
}
