package io.mingle.gui.simulator.ui;

/**
 * A notification over the top of the page, for some time.
 *
 * @param text what is notified
 * @param tap what a touch of it does
 * @param until the tick at which it goes away
 */
public record Banner(String text, Effect tap, int until) {}
