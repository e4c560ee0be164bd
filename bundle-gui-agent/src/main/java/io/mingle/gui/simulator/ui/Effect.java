package io.mingle.gui.simulator.ui;

/** What a touch does. */
@FunctionalInterface
public interface Effect {

    /** Nothing. */
    Effect NONE = phone -> phone;

    /** Returns the phone after it. */
    Phone on(Phone phone);
}
