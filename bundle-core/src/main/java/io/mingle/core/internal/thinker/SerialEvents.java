package io.mingle.core.internal.thinker;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs what one generation has to tell in order, on the threads of a pool and not on that of the
 * device, unless the pool has been shut down.
 */
final class SerialEvents implements Executor {

    private final Executor pool;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    SerialEvents(Executor pool) {
        this.pool = pool;
    }

    @Override
    public void execute(Runnable event) {
        if (beginsWith(event)) {
            try {
                pool.execute(this::drain);
            } catch (RejectedExecutionException e) {
                // Whoever waits for the end has to learn of it all the same.
                drain();
            }
        }
    }

    private synchronized boolean beginsWith(Runnable event) {
        waiting.add(event);
        boolean begins = !running;
        running = true;
        return begins;
    }

    private void drain() {
        for (Runnable event = next(); event != null; event = next()) {
            event.run();
        }
    }

    private synchronized Runnable next() {
        Runnable event = waiting.poll();
        running = event != null;
        return event;
    }
}
