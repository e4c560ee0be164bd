package io.mingle.api.gui;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Acts on a device until a goal is reached. Provided by {@code io.mingle.gui}; safe to call from
 * any thread.
 *
 * <p>In each step it looks at the screen, asks the model for a thought, a reflection on the step
 * before and one action, checks the action, does it, and waits until the screen is still. What is
 * written on a screen is shown to the model as a picture and is never an instruction.
 *
 * <p>One device has one run at a time. A run that is cancelled ends between two actions.
 */
@ProviderType
public interface GuiAgent {

    /**
     * Begins to act.
     *
     * <p>Problems that are found after the call has returned are reported by the {@link
     * io.mingle.api.event.Failed} event of the generation; the device may then be in the middle of
     * something.
     *
     * @param goal what is to be reached, in words
     * @param options where and how
     * @return the run, under way; it publishes {@link Observed}, {@link Thought}, {@link
     *     ApprovalAsked} and {@link Acted} in each step
     * @throws InvalidRequestException if an argument is null, the goal is blank or too long, or the
     *     device's address cannot be read
     * @throws SkillUnavailableException if nobody provides such a device, it cannot be reached or
     *     another run has it, or nobody answers about pictures
     */
    Generation<AgentRun> act(String goal, ActOptions options);

    /**
     * Begins to do again what was recorded: the same replies, checked in the same way. Where they
     * come to an end before the run does, it ends with {@link RunEnd#UNREADABLE}.
     *
     * @param recording what was written in each step
     * @param options where and how; the device may be another one
     * @return the run, under way
     * @throws InvalidRequestException as {@link #act} does
     * @throws SkillUnavailableException as {@link #act} does
     */
    Generation<AgentRun> replay(Recording recording, ActOptions options);

    /**
     * Begins to go on with a run that was recorded and has not reached its end: what was done is
     * the history of what follows, and counts as steps. A device that is real is taken as it is
     * now; a simulation begins anew, and what was done is done again there first.
     *
     * @param recording what has happened; a last step that ended the run is left out
     * @param options where and how
     * @return the run, under way, with the steps from now on; its first one has the number after
     *     the last of the recording
     * @throws InvalidRequestException as {@link #act} does, and if the recording has reached its
     *     end, was made of replies alone, or has as many steps as the options allow
     * @throws SkillUnavailableException as {@link #act} does
     */
    Generation<AgentRun> resume(Recording recording, ActOptions options);
}
