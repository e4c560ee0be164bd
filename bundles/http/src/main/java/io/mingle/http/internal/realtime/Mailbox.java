package io.mingle.http.internal.realtime;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What a session's thread is to do, in order. Others wait where there is much of it already, so
 * that nothing is made faster than it is taken; the thread itself never does.
 */
final class Mailbox {

    private static final int MOST = 64;

    /** A message of this many characters takes as much room as an event; the largest takes all. */
    private static final int PART = 1 << 17;

    private record Entry(Step step, int room) {}

    /** Something to do. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    private final BlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(MOST, true);
    private volatile Thread owner;
    private volatile boolean closed;

    /** The calling thread is the one that does it all. */
    void owned() {
        owner = Thread.currentThread();
    }

    /** Puts something behind all else. Has no effect once it is closed. */
    void put(Step step) {
        put(step, 0);
    }

    /**
     * Puts something behind all else that keeps a message until it is done.
     *
     * @param length of the message, in characters
     */
    void put(Step step, int length) {
        int size = 0;
        if (Thread.currentThread() != owner) {
            size = Math.min(MOST, 1 + length / PART);
            boolean interrupted = false;
            try {
                while (!closed && !took(size)) {
                    // Looks again whether it was closed meanwhile.
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        if (!closed) {
            entries.add(new Entry(step, size));
        }
    }

    private boolean took(int size) throws InterruptedException {
        return room.tryAcquire(size, 1, TimeUnit.SECONDS);
    }

    /** Puts something in that has to be done, without waiting. */
    void force(Step step) {
        entries.add(new Entry(step, 0));
    }

    /**
     * Waits for what is to be done next.
     *
     * @return null if there is nothing for so long
     */
    Step next(long millis) throws InterruptedException {
        Entry entry = entries.poll(millis, TimeUnit.MILLISECONDS);
        if (entry == null) {
            return null;
        }
        room.release(entry.room());
        return entry.step();
    }

    /** Nothing more is done. */
    void close() {
        closed = true;
        entries.clear();
    }
}
