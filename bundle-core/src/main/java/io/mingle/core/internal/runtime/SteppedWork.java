package io.mingle.core.internal.runtime;

import io.mingle.api.error.SkillUnavailableException;
import io.mingle.tensor.Step;
import java.util.concurrent.CompletableFuture;

/** Work of one or more steps for somebody who waits for its result, or has gone. */
abstract class SteppedWork<T> implements Step {

    private final CompletableFuture<T> result = new CompletableFuture<>();
    private boolean over;

    /** Completed with the last step; cancelled by who no longer waits. */
    final CompletableFuture<T> result() {
        return result;
    }

    @Override
    public final boolean advance() {
        try {
            if (!result.isDone() && !step()) {
                return true;
            }
            if (result.complete(made())) {
                over = true;
                return false;
            }
        } catch (Exception | Error e) {
            result.completeExceptionally(e);
        }
        giveBack();
        return false;
    }

    /** Ends work that gets no further step, on the device's thread; nothing if it has ended. */
    final void abandon() {
        if (!over) {
            result.completeExceptionally(
                    new SkillUnavailableException(
                            "The device was stopped while it worked on this. Ask again; another"
                                    + " version takes over."));
            giveBack();
        }
    }

    private void giveBack() {
        over = true;
        try {
            drop();
        } catch (Exception e) {
            throw StepFailure.of(e);
        }
    }

    /** Does one step, and returns whether it was the last. */
    abstract boolean step() throws Exception;

    /** Returns what all steps have made. */
    abstract T made();

    /** Gives back what was made, for nobody takes it. */
    abstract void drop() throws Exception;
}
