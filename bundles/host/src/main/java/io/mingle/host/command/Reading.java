package io.mingle.host.command;

import io.mingle.api.error.CancelledException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * The reading of a file that may take long, on a pipe or a slow disk. Java cannot interrupt it: who
 * does not want to wait for it leaves it behind.
 */
final class Reading {

    private Reading() {}

    /**
     * Reads on another thread, and waits for that.
     *
     * @param source reads
     * @param stop ends the waiting
     * @param interruption ends it, too
     * @return what was read
     * @throws CancelledException if the waiting was ended
     */
    static <T> T of(Supplier<T> source, StopRequest stop, Interruption interruption) {
        CompletableFuture<T> read = new CompletableFuture<>();
        Thread reader =
                new Thread(
                        () -> {
                            try {
                                read.complete(source.get());
                            } catch (Throwable e) {
                                read.completeExceptionally(e);
                            }
                        },
                        "mingle-reading");
        reader.setDaemon(true);
        Runnable leave =
                () ->
                        read.completeExceptionally(
                                new CancelledException("The reading of a file was stopped."));
        return stop.during(
                leave,
                () ->
                        interruption.during(
                                leave,
                                () -> {
                                    reader.start();
                                    return result(read);
                                }));
    }

    private static <T> T result(CompletableFuture<T> read) {
        try {
            return read.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            if (e.getCause() instanceof Error fatal) {
                throw fatal;
            }
            throw e;
        }
    }
}
