package io.mingle.gui.simulator.goal;

import io.mingle.gui.simulator.state.PhoneState;

/** Tells by what a phone holds whether a goal was reached, however. */
@FunctionalInterface
interface Check {

    /**
     * Tells.
     *
     * @param before what the phone held at first
     * @param after what it holds now
     * @param answer what was answered; empty if nothing was
     */
    boolean holds(PhoneState before, PhoneState after, String answer);
}
