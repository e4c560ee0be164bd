package io.mingle.gui.simulator.state;

/** Which part of all words, looks and sizes phones are made of. */
public enum Split {
    /** What a model may learn from. */
    TRAINING,
    /** What no model learns from, so that it can be tried on it. */
    HELD_OUT,
    /** Both. */
    ALL
}
