package io.mingle.api.gui;

import java.util.List;
import java.util.Optional;

/**
 * What happened in a run, to do the same again or to go on with it.
 *
 * @param goal as it was given
 * @param device the device's name
 * @param steps in order; copied
 */
public record Recording(String goal, String device, List<RecordedStep> steps) {

    /** Copies the list. */
    public Recording {
        steps = List.copyOf(steps);
    }

    /**
     * Records a run as far as it has come.
     *
     * @param goal as it was given
     * @param device the device's name
     * @param steps what it has published as {@link Acted}, in order
     */
    public static Recording of(String goal, String device, List<AgentStep> steps) {
        return new Recording(goal, device, steps.stream().map(RecordedStep::of).toList());
    }

    /**
     * Makes a recording of words alone, which can be done again and not gone on with.
     *
     * @param goal what is to be reached
     * @param device the device's name
     * @param replies what the model is to write in each step
     */
    public static Recording ofReplies(String goal, String device, List<String> replies) {
        return new Recording(
                goal,
                device,
                replies.stream()
                        .map(
                                it ->
                                        new RecordedStep(
                                                "",
                                                "",
                                                it,
                                                Optional.empty(),
                                                AgentStep.Outcome.UNREADABLE,
                                                ""))
                        .toList());
    }

    /** Returns what the model wrote, in order. */
    public List<String> replies() {
        return steps.stream().map(RecordedStep::reply).toList();
    }
}
