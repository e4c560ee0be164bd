package io.mingle.core.internal.runtime;

import io.mingle.api.error.SkillUnavailableException;
import io.mingle.tensor.Step;
import java.util.concurrent.CompletableFuture;

/** Work of one or more steps for somebody who waits for its result, or has gone. */
abstract class SteppedWork<T> implements Step {

    private final CompletableFuture<T> result = new CompletableFuture<>();
    private boolean finished;
    private Throwable failure;

    /** Completed when the work has ended; cancelled by who no longer waits. */
    final CompletableFuture<T> result() {
        return result;
    }

    @Override
    public final boolean advance() {
        try {
            finished = result.isDone() || step();
            return !finished;
        } catch (Exception | Error e) {
            failure = e;
            return false;
        }
    }

    /**
     * Tells who waits, on the device's thread, when the last step has been counted: what they ask
     * for next is counted after it. Gives back what nobody takes.
     */
    final void end() {
        if (failure == null && !finished) {
            failure =
                    new SkillUnavailableException(
                            "The device was stopped while it worked on this. Ask again; another"
                                    + " version takes over.");
        }
        if (failure != null) {
            result.completeExceptionally(failure);
            giveBack();
            return;
        }
        T made = made();
        if (result.complete(made)) {
            taken(made);
        } else {
            giveBack();
        }
    }

    private void giveBack() {
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

    /**
     * Hears that who waited takes what was made, before the work counts as over; does nothing
     * unless overridden.
     */
    void taken(T made) {}

    /** Gives back what was made, for nobody takes it. */
    abstract void drop() throws Exception;
}
