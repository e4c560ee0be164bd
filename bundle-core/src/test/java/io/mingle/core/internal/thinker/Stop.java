package io.mingle.core.internal.thinker;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A thinker that stops, on a thread of its own, while the device is in a step. */
final class Stop {

    private final Thread thread;

    private Stop(DecoderThinker thinker) {
        thread = new Thread(thinker::close);
    }

    /** Returns once everybody's next step is the last one: the thread waits for its turn then. */
    static Stop begin(DecoderThinker thinker) throws InterruptedException {
        Stop stop = new Stop(thinker);
        stop.thread.start();
        while (stop.thread.getState() != Thread.State.WAITING) {
            assertTrue(stop.thread.isAlive());
            Thread.sleep(1);
        }
        return stop;
    }

    void join() throws InterruptedException {
        thread.join(30_000);
        assertFalse(thread.isAlive());
    }
}
