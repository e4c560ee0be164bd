package io.mingle.api.gui;

import io.mingle.api.event.Update;
import java.util.concurrent.CompletableFuture;

/**
 * An action that is done only if a person agrees. The run waits until {@link #approve} or {@link
 * #refuse} is called, from any thread; the first answer counts. Where nobody answers in time, it is
 * refused.
 */
public final class ApprovalAsked implements Update {

    private final int step;
    private final Action action;
    private final String reason;
    private final CompletableFuture<Boolean> answer;

    /**
     * Asks.
     *
     * @param step its number, from 1
     * @param action what is to be done
     * @param reason why it is asked about, for a person
     * @param answer takes the answer
     */
    public ApprovalAsked(
            int step, Action action, String reason, CompletableFuture<Boolean> answer) {
        this.step = step;
        this.action = action;
        this.reason = reason;
        this.answer = answer;
    }

    /** Returns the number of the step, from 1. */
    public int step() {
        return step;
    }

    /** Returns what is to be done. */
    public Action action() {
        return action;
    }

    /** Returns why it is asked about. */
    public String reason() {
        return reason;
    }

    /** Lets it be done. */
    public void approve() {
        answer.complete(true);
    }

    /** Ends the run without it. */
    public void refuse() {
        answer.complete(false);
    }
}
