package io.mingle.gui.action;

import io.mingle.api.gui.Action;

/** What was read out of a text. */
public sealed interface Reading {

    /**
     * An action.
     *
     * @param action which
     */
    record Read(Action action) implements Reading {}

    /**
     * No action, or not one alone.
     *
     * @param reason a sentence that can be told to the one who wrote the text
     */
    record Unread(String reason) implements Reading {}
}
