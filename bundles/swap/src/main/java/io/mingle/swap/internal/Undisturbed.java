package io.mingle.swap.internal;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.BundleException;

/**
 * Keeps interrupts from a replacement, which would be left half done: the framework breaks off what
 * an interrupted thread asks of it. They are noted, and the thread has its flag back at the end.
 *
 * <p>Of the one thread that replaces, which is the caller's own.
 */
final class Undisturbed {

    private boolean interrupted;

    /** What the framework is asked to do; asked again, it must come to the same. */
    interface Step {
        void run() throws BundleException;
    }

    void begin() {
        note();
    }

    void end() {
        note();
        if (interrupted) {
            interrupted = false;
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Takes a step, and once more if it is broken off: Felix does not tell an interrupt from other
     * states that do not suit it.
     */
    void take(Step step) throws BundleException {
        note();
        try {
            step.run();
        } catch (RuntimeException first) {
            note();
            try {
                step.run();
            } catch (RuntimeException second) {
                throw new BundleException("It was broken off: " + second.getMessage(), second);
            }
        }
    }

    /** Waits for a result, interrupted or not. */
    <T> T get(Future<T> future, Duration limit) throws ExecutionException, TimeoutException {
        Deadline deadline = Deadline.after(limit);
        while (true) {
            try {
                return future.get(deadline.left(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    void pause(Duration moment) {
        note();
        Pause.of(moment);
    }

    private void note() {
        interrupted |= Thread.interrupted();
    }
}
