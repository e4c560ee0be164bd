package io.mingle.core.internal.runtime;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.MingleException;
import io.mingle.tensor.Scheduler;
import io.mingle.tensor.Step;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queue from which a device's thread takes one step of each piece of work in turn. */
final class StepQueue implements Scheduler, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StepQueue.class);
    private static final Step END = () -> false;

    private final LinkedBlockingQueue<Step> queue = new LinkedBlockingQueue<>();
    private final String name;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Thread thread;
    private boolean closed;
    private long steps;
    private long request;

    /**
     * Begins to work.
     *
     * @param name of the device
     * @param threads runs the queue until it is closed, on a thread that is the device's meanwhile
     */
    StepQueue(String name, Executor threads) {
        this.name = name;
        threads.execute(this::work);
    }

    private void work() {
        thread = Thread.currentThread();
        String before = thread.getName();
        thread.setName(name);
        try {
            for (Step step = next(); step != END; step = next()) {
                advance(step);
            }
        } finally {
            if (!queue.isEmpty()) {
                LOG.warn("{} stops with {} pieces of work unfinished.", name, queue.size());
            }
            thread.setName(before);
            thread = null;
            ended.countDown();
        }
    }

    /** Nothing but closing ends the device: all who have work here would wait for ever. */
    private Step next() {
        while (true) {
            try {
                return queue.take();
            } catch (InterruptedException e) {
                LOG.warn("The device thread {} was interrupted; it stops when it is closed.", name);
            }
        }
    }

    /** A piece of work that throws ends; the device goes on with the others. */
    private void advance(Step step) {
        steps++;
        try {
            request = step.request();
            if (step.advance()) {
                queue.add(step);
            }
        } catch (Exception | Error e) {
            LOG.error("A step on {} failed; its work is dropped.", name, e);
        } finally {
            // An interrupt that one step leaves behind would be taken for one of the next step.
            Thread.interrupted();
        }
    }

    /** Returns whether this is the device's thread. */
    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Returns the number of the step under way; to be asked within it. */
    long step() {
        return steps;
    }

    /** Returns what the step under way is for; to be asked within it. */
    long request() {
        return request;
    }

    @Override
    public synchronized void submit(Step work) {
        if (closed) {
            throw new RejectedExecutionException("The device " + name + " has stopped.");
        }
        queue.add(work);
    }

    @Override
    public <T> T call(Callable<T> work) {
        if (isCurrent()) {
            return inline(work);
        }
        CompletableFuture<T> result = submitted(work);
        try {
            return result.get();
        } catch (InterruptedException e) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw new CancelledException("Waiting for a step on the device was interrupted.", e);
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        }
    }

    @Override
    public void finish(Runnable work) {
        if (isCurrent()) {
            work.run();
            return;
        }
        try {
            // Unlike get, join waits through interrupts and keeps them.
            submitted(Executors.callable(work)).join();
        } catch (CompletionException e) {
            throw unchecked(e.getCause());
        }
    }

    private <T> CompletableFuture<T> submitted(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        submit(
                () -> {
                    if (!result.isDone()) {
                        run(work, result);
                    }
                    return false;
                });
        return result;
    }

    private static <T> void run(Callable<T> work, CompletableFuture<T> result) {
        try {
            T value = work.call();
            if (!result.complete(value)) {
                drop(value);
            }
        } catch (Exception | Error e) {
            result.completeExceptionally(e);
        }
    }

    /** Closes what nobody waits for any more. */
    private static void drop(Object value) throws Exception {
        if (value instanceof AutoCloseable closeable) {
            closeable.close();
        } else if (value instanceof List<?> list) {
            for (Object each : list) {
                drop(each);
            }
        }
    }

    private static <T> T inline(Callable<T> work) {
        try {
            return work.call();
        } catch (Exception e) {
            throw unchecked(e);
        }
    }

    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof MingleException || cause instanceof IllegalArgumentException) {
            return (RuntimeException) cause;
        }
        return StepFailure.of(cause);
    }

    /** Lets each piece of work that is queued have one more step, and lets go of the thread. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            queue.add(END);
        }
        try {
            if (!ended.await(10, TimeUnit.SECONDS)) {
                LOG.warn("A step on {} does not end; the device is left to it.", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
