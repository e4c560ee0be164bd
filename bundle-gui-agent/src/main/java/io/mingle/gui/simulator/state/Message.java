package io.mingle.gui.simulator.state;

/**
 * What was written.
 *
 * @param mine whether the owner of the phone wrote it
 * @param text what
 */
public record Message(boolean mine, String text) {}
