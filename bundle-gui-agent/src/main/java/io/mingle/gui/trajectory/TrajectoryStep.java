package io.mingle.gui.trajectory;

import io.mingle.api.content.Picture;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.ActionKind;
import io.mingle.api.gui.device.ScreenElement;
import io.mingle.gui.action.ActPrompt;
import io.mingle.gui.action.ActionForm;
import io.mingle.gui.action.PromptStyle;
import io.mingle.gui.action.Remarks;
import io.mingle.gui.simulator.PhoneSetup;
import io.mingle.gui.simulator.SimulatedPhone;
import io.mingle.gui.simulator.ui.Phone;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A step to learn from.
 *
 * @param setup which phone it is on
 * @param phone the phone before the action
 * @param goal what is to be reached
 * @param history the actions before, as they were written; copied
 * @param before the reflection of the step before; may be empty
 * @param thought why the action is done
 * @param reflection what came of the action before; empty in the first step
 * @param action what is done
 * @param mistake whether it leads astray; such a step is not to be learnt, those after it are
 */
public record TrajectoryStep(
        PhoneSetup setup,
        Phone phone,
        String goal,
        List<String> history,
        String before,
        String thought,
        String reflection,
        Action action,
        boolean mistake) {

    private static final ActionForm FORM = ActionForm.CALLS;

    private static final Set<ActionKind> KINDS =
            EnumSet.complementOf(EnumSet.of(ActionKind.HOVER, ActionKind.SELECT));

    /** Copies the list. */
    public TrajectoryStep {
        history = List.copyOf(history);
    }

    /** Returns what the phone shows before the action. */
    public Picture screenshot() {
        return SimulatedPhone.screenshot(phone, setup);
    }

    /**
     * Returns the words beside the screenshot, as the agent asks.
     *
     * @param style as the model that is to learn is asked
     */
    public String prompt(PromptStyle style) {
        return style.text(goal, history, before, remarks(), FORM, KINDS);
    }

    private List<String> remarks() {
        List<String> texts =
                SimulatedPhone.elements(phone, setup.size()).stream()
                        .map(ScreenElement::text)
                        .toList();
        return Remarks.on(texts, texts.isEmpty());
    }

    /** Returns what the model is to answer. */
    public String reply() {
        return ActPrompt.reply(thought, reflection, written());
    }

    /** Returns the action as it is written. */
    public String written() {
        return FORM.write(action, setup.size().width(), setup.size().height());
    }
}
