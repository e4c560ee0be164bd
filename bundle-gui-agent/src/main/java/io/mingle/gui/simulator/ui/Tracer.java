package io.mingle.gui.simulator.ui;

/** Is told what is drawn where, by who wants to label a screen. */
public interface Tracer {

    /** Is told nothing. */
    Tracer NONE = (letter, left, top, right, bottom) -> {};

    /**
     * Takes a letter, as it is drawn; what is drawn later may cover it.
     *
     * @param letter a code point
     * @param left in pixels, as the others
     */
    void letter(int letter, double left, double top, double right, double bottom);
}
