package io.mingle.api.gui;

import io.mingle.api.gui.device.Screen;
import java.time.Duration;
import java.util.Optional;

/**
 * One step of a run.
 *
 * @param number from 1
 * @param screen what the device showed before; a screenshot of more than a megabyte is kept as JPEG
 *     and with fewer pixels than that screen has
 * @param thought what the model thought; may be empty
 * @param reflection what it made of the step before; may be empty
 * @param reply the whole of what it wrote
 * @param action what it wanted to do; empty if the reply had none
 * @param outcome what came of that
 * @param note a sentence about the outcome, for people; may be empty
 * @param thinking how long the model took
 * @param acting how long the device took, with the time until the screen was still
 */
public record AgentStep(
        int number,
        Screen screen,
        String thought,
        String reflection,
        String reply,
        Optional<Action> action,
        Outcome outcome,
        String note,
        Duration thinking,
        Duration acting) {

    /** What came of an action. */
    public enum Outcome {
        /** It was done. */
        DONE,
        /** It was only told: a dry run. */
        TOLD,
        /** The device could not do it; the note says why, and the model was told. */
        FAILED,
        /** It says that the run ends. */
        END,
        /** It was not allowed, or a person refused it. */
        REFUSED,
        /** There was none in the reply. */
        UNREADABLE
    }
}
