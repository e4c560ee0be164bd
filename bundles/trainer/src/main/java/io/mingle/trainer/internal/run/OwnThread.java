package io.mingle.trainer.internal.run;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Work on a thread of its own, whose end its caller waits for, interrupted or not.
 *
 * <p>Whoever is interrupted while a step runs on the device no longer waits for it, and would free
 * what it computes with. Here an interrupt ends the work between two steps and never within one.
 */
final class OwnThread {

    private OwnThread() {}

    /**
     * Does work and waits for it.
     *
     * @param work asks now and then whether it shall stop, which is once the caller has been
     *     interrupted; the caller stays interrupted
     */
    static <T> T call(String name, Function<BooleanSupplier, T> work) {
        AtomicBoolean stopping = new AtomicBoolean();
        FutureTask<T> task = new FutureTask<>(() -> work.apply(stopping::get));
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    stopping.set(true);
                } catch (ExecutionException e) {
                    throw failure(e.getCause());
                }
            }
        } finally {
            if (stopping.get()) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException failure(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return (RuntimeException) cause;
    }
}
