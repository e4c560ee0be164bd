package io.mingle.gui.simulator.ui;

import io.mingle.gui.simulator.state.Label;
import io.mingle.gui.simulator.state.PhoneState;
import java.util.List;
import java.util.stream.Stream;

/**
 * A phone at one moment.
 *
 * @param state what it holds
 * @param ui what it shows
 */
public record Phone(PhoneState state, Ui ui) {

    /** Returns it with another state. */
    public Phone with(PhoneState its) {
        return new Phone(its, ui);
    }

    /** Returns it showing something else. */
    public Phone with(Ui its) {
        return new Phone(state, its);
    }

    /** Returns it one place further. */
    public Phone to(AppId app, String page, String argument) {
        return with(ui.to(new Place(app, page, argument)));
    }

    /** Returns it one place back. */
    public Phone back() {
        return with(ui.back());
    }

    /** Returns it at the first page of an app. */
    public Phone open(AppId app) {
        return with(ui.at(List.of(Place.HOME, Place.of(app))));
    }

    /** Returns it with a question over everything, whose buttons close it. */
    public Phone asking(String text, boolean uninvited, Element... buttons) {
        List<Element> closing =
                Stream.of(buttons)
                        .map(it -> Element.button(it.text(), its -> it.tap().on(its.unasked())))
                        .toList();
        return with(ui.withDialog(new Dialog(text, closing, uninvited)));
    }

    /** Returns it without a question. */
    public Phone unasked() {
        return with(ui.withDialog(null));
    }

    /** Returns it with the question whether something is to be deleted. */
    public Phone askingToDelete(String what, Effect deleting) {
        return asking(
                say(Label.DELETE) + " " + what + "?",
                false,
                Element.button(say(Label.CANCEL), phone -> phone),
                Element.button(say(Label.DELETE), deleting));
    }

    /** Returns a label in the language of the phone. */
    public String say(Label label) {
        return label.in(state.language());
    }
}
