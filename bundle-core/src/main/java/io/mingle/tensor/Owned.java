package io.mingle.tensor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;

/**
 * What a request holds, and gives back at its end: the last thing first.
 *
 * <p>Whoever is interrupted while a step of the device works for it goes on before that step has
 * ended, which may still be at work with what is to be given back. Then the device does it, after.
 */
public final class Owned implements AutoCloseable {

    private final Scheduler scheduler;
    private final Deque<AutoCloseable> held = new ArrayDeque<>();

    /** Begins with nothing. */
    public Owned(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Takes a thing, and returns it. */
    public <T extends AutoCloseable> T add(T thing) {
        held.push(thing);
        return thing;
    }

    @Override
    public void close() {
        if (!Thread.currentThread().isInterrupted()) {
            giveBack();
            return;
        }
        try {
            scheduler.finish(this::giveBack);
        } catch (RejectedExecutionException e) {
            // The device has stopped, and works with nothing any more.
            giveBack();
        }
    }

    private void giveBack() {
        RuntimeException first = null;
        while (!held.isEmpty()) {
            try {
                held.pop().close();
            } catch (Exception e) {
                RuntimeException failure =
                        e instanceof RuntimeException known ? known : new IllegalStateException(e);
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
