package io.mingle.gui.simulator.goal;

import java.util.List;

/**
 * A goal for a certain phone.
 *
 * @param template what kind of goal it is
 * @param text what is asked
 * @param feasible whether it can be reached
 * @param check tells whether it was
 * @param moves the way
 */
record Draft(String template, String text, boolean feasible, Check check, List<Move> moves) {}
