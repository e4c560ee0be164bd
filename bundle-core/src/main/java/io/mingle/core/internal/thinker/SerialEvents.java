package io.mingle.core.internal.thinker;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Runs what one generation has to tell in order, never on the device's thread. */
final class SerialEvents implements Executor {

    private final Executor pool;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    SerialEvents(Executor pool) {
        this.pool = pool;
    }

    @Override
    public synchronized void execute(Runnable event) {
        waiting.add(event);
        if (!running) {
            running = true;
            pool.execute(this::drain);
        }
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
