package io.mingle.core.internal.bench;

import io.mingle.api.error.InternalException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Does the same work again and again on a thread of its own. */
final class Competitor implements AutoCloseable {

    private final CompletableFuture<Void> ended;
    private volatile boolean over;
    private int done;

    Competitor(Runnable work) {
        ended = new CompletableFuture<>();
        Thread thread = new Thread(() -> run(work), "mingle-bench-competitor");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Runnable work) {
        try {
            while (!over) {
                work.run();
                done++;
            }
            ended.complete(null);
        } catch (RuntimeException | Error e) {
            ended.completeExceptionally(e);
        }
    }

    /**
     * Lets the work under way end, and fails if the work has failed.
     *
     * @return how often it was done
     */
    int stop() {
        over = true;
        try {
            ended.join();
            return done;
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new InternalException("The work beside the stream failed.", e.getCause());
        }
    }

    /** Waits for its end, whatever it was. */
    @Override
    public void close() {
        over = true;
        ended.handle((done, failure) -> null).join();
    }
}
