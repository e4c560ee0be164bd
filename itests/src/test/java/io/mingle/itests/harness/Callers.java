package io.mingle.itests.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Threads that make the same call over and over until they are closed, and note what went wrong.
 */
public final class Callers implements AutoCloseable {

    private static final long LIMIT_MILLIS = TimeUnit.MINUTES.toMillis(1);

    private final List<Thread> threads = new ArrayList<>();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();

    /**
     * Starts the threads.
     *
     * @param count how many
     * @param call what each of them calls; throws if the call failed
     */
    public Callers(int count, Callable<?> call) {
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(() -> repeat(call), "caller " + i);
            threads.add(thread);
            thread.start();
        }
    }

    /**
     * Waits until so many more calls have succeeded, or one has failed. Of one more than there are
     * callers, one has begun after this was called.
     *
     * @param more how many
     * @throws InterruptedException if interrupted
     */
    public void awaitCalls(int more) throws InterruptedException {
        long goal = calls.get() + more;
        long limit = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS);
        while (calls.get() < goal && failures.isEmpty()) {
            if (System.nanoTime() > limit) {
                throw new AssertionError("Only " + calls + " calls in a minute");
            }
            Thread.sleep(1);
        }
    }

    /**
     * Counts the calls that succeeded.
     *
     * @return so far
     */
    public long calls() {
        return calls.get();
    }

    /** Ends the threads; throws if a call failed or does not return. */
    @Override
    public void close() throws InterruptedException {
        over.set(true);
        for (Thread thread : threads) {
            thread.join(LIMIT_MILLIS);
            if (thread.isAlive()) {
                AssertionError stuck = new AssertionError(thread.getName() + " does not return");
                stuck.setStackTrace(thread.getStackTrace());
                throw stuck;
            }
        }
        if (!failures.isEmpty()) {
            AssertionError failed =
                    new AssertionError(
                            failures.size()
                                    + " of "
                                    + (calls.get() + failures.size())
                                    + " calls failed");
            failures.forEach(failed::addSuppressed);
            failed.initCause(failures.peek());
            throw failed;
        }
    }

    private void repeat(Callable<?> call) {
        while (!over.get() && failures.isEmpty()) {
            try {
                call.call();
                calls.incrementAndGet();
            } catch (Throwable e) {
                failures.add(e);
            }
        }
    }
}
