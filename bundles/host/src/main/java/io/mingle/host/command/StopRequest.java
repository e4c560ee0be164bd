package io.mingle.host.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A person's wish that something should stop. Work says how it can be asked to.
 *
 * <p>Once the wish is there it stays, so that it holds for what is begun later, too.
 */
final class StopRequest {

    /** Guarded by itself: a stop that has been removed is not called any more. */
    private final List<Runnable> stops = new ArrayList<>();

    private volatile boolean made;

    /**
     * Asks what is under way to stop.
     *
     * @return whether anything is
     */
    boolean make() {
        made = true;
        synchronized (stops) {
            stops.forEach(Runnable::run);
            return !stops.isEmpty();
        }
    }

    /** Tells whether the wish is there: true once it is, never false again. */
    boolean isMade() {
        return made;
    }

    /**
     * Does work that can be stopped.
     *
     * @param stop asks the work to stop; must not block. Called at once if the wish is there
     *     already, and perhaps more than once
     * @param work is done on the calling thread
     * @return what the work returns
     */
    <T> T during(Runnable stop, Supplier<T> work) {
        synchronized (stops) {
            stops.add(stop);
        }
        try {
            if (made) {
                stop.run();
            }
            return work.get();
        } finally {
            synchronized (stops) {
                stops.remove(stop);
            }
        }
    }
}
