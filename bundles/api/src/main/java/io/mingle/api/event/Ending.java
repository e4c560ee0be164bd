package io.mingle.api.event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * How a generation ends: once, whether it was asked to or not, and after all hooks that were told
 * that it was asked to.
 *
 * <p>Hooks run outside the lock, on the thread that cancels, so the producer may end the generation
 * meanwhile. That end counts from then on, and is made known when the last hook has returned, by
 * its thread.
 */
final class Ending {

    private final EventQueue queue;
    private final EndLatch<?> latch;
    private List<Runnable> hooks = new ArrayList<>();
    private boolean cancelled;
    private End end;

    /** How many threads run hooks just now. */
    private int telling;

    /**
     * Creates it.
     *
     * @param queue gets the end as its last event
     * @param latch is told the end
     */
    Ending(EventQueue queue, EndLatch<?> latch) {
        this.queue = queue;
        this.latch = latch;
    }

    /**
     * Tells whether there is an end, so that nothing may be added; to be held still by its lock.
     */
    synchronized boolean isDecided() {
        return end != null;
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    /**
     * Ends it.
     *
     * @param event is made under the lock, when it is clear that it counts
     * @return false if it had ended before
     */
    boolean end(Supplier<End> event) {
        synchronized (this) {
            if (end != null) {
                return false;
            }
            end = event.get();
            hooks = List.of();
            publish();
        }
        queue.deliver();
        return true;
    }

    /** Asks it to end, once, and not after the end. */
    void cancel() {
        List<Runnable> told;
        synchronized (this) {
            if (end != null || cancelled) {
                return;
            }
            cancelled = true;
            told = hooks;
            hooks = List.of();
            telling++;
        }
        tell(told);
    }

    /** Has a hook told: later, at once if it was cancelled already, and never after the end. */
    void onCancel(Runnable hook) {
        synchronized (this) {
            if (end != null) {
                return;
            }
            if (!cancelled) {
                hooks.add(hook);
                return;
            }
            telling++;
        }
        tell(List.of(hook));
    }

    /** A hook that throws is a failure of the producer; the others are told all the same. */
    private void tell(List<Runnable> told) {
        for (Runnable hook : told) {
            try {
                hook.run();
            } catch (RuntimeException | Error e) {
                end(() -> new Failed(GenerationChannel.typed(e)));
            }
        }
        synchronized (this) {
            telling--;
            publish();
        }
        queue.deliver();
    }

    /** Under the lock. */
    private void publish() {
        if (end != null && telling == 0) {
            queue.addLast(end);
            latch.set(end);
        }
    }
}
