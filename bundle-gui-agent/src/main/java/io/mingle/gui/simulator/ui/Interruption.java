package io.mingle.gui.simulator.ui;

/**
 * Something that happens by itself.
 *
 * @param tick after how many actions
 * @param effect what happens
 */
public record Interruption(int tick, Effect effect) {}
