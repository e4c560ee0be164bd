package io.mingle.gui.simulator.goal;

import io.mingle.api.gui.Action;
import io.mingle.gui.simulator.ui.AppId;

/** A step of the way to a goal, by what is to be seen, wherever that is. */
public sealed interface Move {

    /**
     * Opens an app.
     *
     * @param app which
     */
    record Open(AppId app) implements Move {}

    /**
     * Touches something.
     *
     * @param text what is written on it
     */
    record Tap(String text) implements Move {}

    /**
     * Touches something for long.
     *
     * @param text what is written on it
     */
    record Hold(String text) implements Move {}

    /**
     * Writes into the field that has the focus.
     *
     * @param text what
     */
    record Type(String text) implements Move {}

    /**
     * Looks for something that is not to be touched, which may have to be scrolled to.
     *
     * @param text what is written there
     */
    record Find(String text) implements Move {}

    /**
     * Ends.
     *
     * @param action says how
     */
    record End(Action action) implements Move {}
}
