package io.mingle.gui.simulator.ui;

import java.util.List;

/**
 * A question that has to be answered before anything else.
 *
 * @param text what is asked
 * @param buttons what can be answered
 * @param uninvited whether it came by itself, and not from a touch
 */
public record Dialog(String text, List<Element> buttons, boolean uninvited) {

    /** Copies the list. */
    public Dialog {
        buttons = List.copyOf(buttons);
    }
}
