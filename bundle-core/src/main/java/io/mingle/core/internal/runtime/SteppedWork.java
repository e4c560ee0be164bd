package io.mingle.core.internal.runtime;

import io.mingle.tensor.Step;
import java.util.concurrent.CompletableFuture;

/** Work of several steps for somebody who waits for its result, or has gone. */
abstract class SteppedWork<T> implements Step {

    private final CompletableFuture<T> result = new CompletableFuture<>();

    /** Completed with the last step; cancelled by who no longer waits. */
    final CompletableFuture<T> result() {
        return result;
    }

    @Override
    public final boolean advance() {
        try {
            if (!result.isDone()) {
                if (!step()) {
                    return true;
                }
                if (result.complete(made())) {
                    return false;
                }
            }
        } catch (Exception | Error e) {
            result.completeExceptionally(e);
        }
        drop();
        return false;
    }

    /** Does one step, and returns whether it was the last. */
    abstract boolean step() throws Exception;

    /** Returns what all steps have made. */
    abstract T made();

    /** Gives back what was made, for nobody takes it. */
    abstract void drop();
}
