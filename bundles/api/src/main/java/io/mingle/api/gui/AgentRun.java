package io.mingle.api.gui;

import java.util.List;
import java.util.Optional;

/**
 * What was done, and how it ended.
 *
 * @param goal as it was given
 * @param device the device's name
 * @param end how it ended
 * @param reason a sentence about the end, for people
 * @param answer the answer, if the goal was a question and the model gave one
 * @param dryRun whether actions were told and not done
 * @param steps in order; copied
 */
public record AgentRun(
        String goal,
        String device,
        RunEnd end,
        String reason,
        Optional<String> answer,
        boolean dryRun,
        List<AgentStep> steps) {

    /** Copies the list. */
    public AgentRun {
        steps = List.copyOf(steps);
    }

    /**
     * Returns the same run with other steps.
     *
     * @param all in order, such as those of a run that was gone on with and of what went before
     */
    public AgentRun with(List<AgentStep> all) {
        return new AgentRun(goal, device, end, reason, answer, dryRun, all);
    }
}
