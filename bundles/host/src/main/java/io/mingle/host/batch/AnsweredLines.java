package io.mingle.host.batch;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnwritableOutputException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Lines that are answered as they are asked for, in their order.
 *
 * <p>The lines behind the one that is asked for are answered at the same time, as many as the
 * worker's settings allow, and no more are read. A line that an earlier process has died of is
 * answered alone. Belongs to one thread, which also reads the lines; an interrupt of it ends what
 * is under way. Closes itself after the last line and with an error.
 */
public final class AnsweredLines implements Iterator<AnsweredLine>, AutoCloseable {

    /** How long an answer that is interrupted may take to end. */
    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    private final Iterator<BatchLine> lines;
    private final Function<BatchLine, AnsweredLine> answer;
    private final Attempts attempts;
    private final int most;
    private final Deque<FutureTask<AnsweredLine>> underWay = new ArrayDeque<>();
    private ExecutorService threads;
    private BatchLine held;
    private boolean closed;

    AnsweredLines(
            Iterator<BatchLine> lines,
            Function<BatchLine, AnsweredLine> answer,
            Attempts attempts,
            int most) {
        this.lines = lines;
        this.answer = answer;
        this.attempts = attempts;
        this.most = most;
    }

    @Override
    public boolean hasNext() {
        boolean more = !closed && (!underWay.isEmpty() || held != null || lines.hasNext());
        if (!more && !closed) {
            attempts.complete();
            close();
        }
        return more;
    }

    /**
     * Returns the next line, and waits until it is answered.
     *
     * @throws NoSuchElementException after the last, and when it is closed
     * @throws CancelledException if the thread is interrupted
     * @throws MingleException if there is no model to answer with, or the journal cannot be
     *     written; no line's fault
     */
    @Override
    public AnsweredLine next() {
        if (!hasNext()) {
            throw new NoSuchElementException("All lines have been answered");
        }
        try {
            while (underWay.size() < most && begins()) {
                underWay.add(started(held));
                held = null;
            }
            return answered(underWay.remove());
        } catch (RuntimeException | Error first) {
            closeAfter(first);
            throw first;
        }
    }

    private static AnsweredLine answered(FutureTask<AnsweredLine> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("Interrupted while lines were being answered.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MingleException known) {
                throw known;
            }
            throw new InternalException(
                    "A line could not be answered (%s). This is a fault of Mingle; report it."
                            .formatted(e.getCause()),
                    e.getCause());
        }
    }

    /** What ended the lines is what is told, though the journal may not be written either. */
    private void closeAfter(Throwable first) {
        try {
            close();
        } catch (UnwritableOutputException second) {
            first.addSuppressed(second);
        }
    }

    /** Reads a line, if there is one that may begin now. */
    private boolean begins() {
        if (held == null && lines.hasNext()) {
            held = lines.next();
        }
        // One that is suspected is the only one: nobody else is to be blamed for what it does.
        return held != null && (underWay.isEmpty() || !attempts.suspects(held.number()));
    }

    private FutureTask<AnsweredLine> started(BatchLine line) {
        FutureTask<AnsweredLine> task = new FutureTask<>(() -> answer.apply(line));
        if (most == 1 || attempts.suspects(line.number())) {
            task.run();
        } else {
            if (threads == null) {
                threads = Executors.newFixedThreadPool(most, AnsweredLines::thread);
            }
            threads.execute(task);
        }
        return task;
    }

    /** An interrupt of this thread is what ends them, and does not end the wait. */
    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = Thread.interrupted();
        long end = System.nanoTime() + LONGEST_END.toNanos();
        for (long left = LONGEST_END.toNanos(); left > 0; left = end - System.nanoTime()) {
            try {
                threads.awaitTermination(left, TimeUnit.NANOSECONDS);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "mingle-worker");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Cancels what is under way, and waits until it has ended, so that nothing is asked of a model
     * that somebody else has by then; at most half a minute. Has no effect a second time.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        underWay.forEach(it -> it.cancel(true));
        underWay.clear();
        if (threads != null) {
            threads.shutdownNow();
            awaitEnd(threads);
        }
        try {
            attempts.close();
        } catch (IOException e) {
            throw new UnwritableOutputException(
                    "The journal of a worker cannot be written (%s). Free some space or see whether it may be written."
                            .formatted(e.getMessage()),
                    e);
        }
    }
}
