package io.mingle.gui.action;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.gui.Action;
import java.util.List;

/**
 * A way to write actions. What a form writes it reads back as the same action, as near as its
 * numbers are.
 */
public sealed interface ActionForm
        permits CallForm,
                AitwForm,
                AitzForm,
                AndroidControlForm,
                GuiCourseForm,
                AmexForm,
                CompactForm {

    /**
     * Calls with fractions, {@code click(x=0.384,y=0.082)}: the only form that is published for the
     * model, and the one that it is asked in.
     */
    ActionForm CALLS = new CallForm("calls", Scale.FRACTIONS);

    /** All forms. */
    List<ActionForm> ALL =
            List.of(
                    CALLS,
                    new CallForm("calls-1000", Scale.TO_1000),
                    new CallForm("calls-pixels", Scale.PIXELS),
                    new CompactForm(),
                    new AitwForm(),
                    new AitzForm(),
                    new AndroidControlForm(),
                    new GuiCourseForm(),
                    new AmexForm());

    /**
     * Returns its name.
     *
     * @return lower case with hyphens, unique
     */
    String name();

    /**
     * Tells whether the form has a way to write an action.
     *
     * @param action what would be written
     */
    boolean writes(Action action);

    /**
     * Writes an action.
     *
     * @param action one that the form {@link #writes}
     * @param width of the screen in pixels
     * @param height of the screen in pixels
     * @return one line
     * @throws InvalidRequestException if the form has no way to write it
     */
    String write(Action action, int width, int height);

    /**
     * Returns who reads texts of this form.
     *
     * @return a reader with the form's conventions
     */
    ActionReader reader();

    /**
     * Finds a form by its name.
     *
     * @param name one of {@link #ALL}
     * @return the form
     * @throws InvalidRequestException if there is none; the message lists those there are
     */
    static ActionForm named(String name) {
        return ALL.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new InvalidRequestException(
                                        "There is no form of actions '%s'. There are: %s."
                                                .formatted(
                                                        name,
                                                        String.join(
                                                                ", ",
                                                                ALL.stream()
                                                                        .map(ActionForm::name)
                                                                        .toList()))));
    }

    /** Returns what a form throws that has no way to write an action. */
    static InvalidRequestException unwritable(ActionForm form, Action action) {
        return new InvalidRequestException(
                "The form '%s' has no way to write %s. Choose another form, such as 'calls'."
                        .formatted(form.name(), action.kind()));
    }
}
