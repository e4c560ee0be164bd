package io.mingle.core.internal.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads that share one step of the device, each with a processor core of its own.
 *
 * <p>Small products gain little from a second thread inside of them; two batches on two threads do
 * twice the work in the same time.
 */
final class Lanes implements AutoCloseable {

    private final ExecutorService threads;

    /**
     * @param setUp runs on each thread before its first work
     */
    Lanes(Runnable setUp) {
        threads =
                Executors.newCachedThreadPool(
                        work -> {
                            Thread thread =
                                    new Thread(
                                            () -> {
                                                setUp.run();
                                                work.run();
                                            },
                                            "mingle-device-lane");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /**
     * Runs all pieces at once, the first on the calling thread, and returns when the last has
     * ended.
     *
     * @throws Exception the failure of the first piece, in their order, that failed
     */
    void run(List<Callable<Void>> pieces) throws Exception {
        List<Future<Void>> others = new ArrayList<>();
        for (Callable<Void> piece : pieces.subList(1, pieces.size())) {
            others.add(threads.submit(piece));
        }
        Throwable failure = null;
        try {
            pieces.get(0).call();
        } catch (Exception | Error e) {
            failure = e;
        }
        for (Future<Void> other : others) {
            Throwable ended = failureOf(other);
            failure = failure == null ? ended : failure;
        }
        if (failure instanceof Error error) {
            throw error;
        } else if (failure instanceof Exception exception) {
            throw exception;
        }
    }

    /** Waits through interrupts: what runs uses tensors that the caller would free. */
    private static Throwable failureOf(Future<Void> piece) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    piece.get();
                    return null;
                } catch (ExecutionException e) {
                    return e.getCause();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
