package io.mingle.gui.simulator.ui;

/**
 * The size of a screen.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record Size(int width, int height) {

    /** Returns the height of letters, in pixels: large ones, twelve to a line. */
    public int letters() {
        return Math.round(width / 12f);
    }

    /** Returns so many times the height of letters. */
    public int letters(double times) {
        return (int) Math.round(letters() * times);
    }
}
