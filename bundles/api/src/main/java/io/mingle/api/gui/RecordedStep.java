package io.mingle.api.gui;

import java.util.Optional;

/**
 * One step of a recording.
 *
 * @param thought what the model thought; may be empty
 * @param reflection what it made of the step before; may be empty
 * @param reply the whole of what it wrote
 * @param action what it wanted to do; empty if the reply had none
 * @param outcome what came of that
 * @param note a sentence about the outcome, for people; may be empty
 */
public record RecordedStep(
        String thought,
        String reflection,
        String reply,
        Optional<Action> action,
        AgentStep.Outcome outcome,
        String note) {

    /** Returns what a recording keeps of a step. */
    public static RecordedStep of(AgentStep step) {
        return new RecordedStep(
                step.thought(),
                step.reflection(),
                step.reply(),
                step.action(),
                step.outcome(),
                step.note());
    }

    /**
     * Tells whether it lies behind a run that goes on: its action was done or tried.
     *
     * @return false for a step that ended the run, and so is not to be counted again
     */
    public boolean isBehind() {
        return outcome == AgentStep.Outcome.DONE || outcome == AgentStep.Outcome.FAILED;
    }
}
