package io.mingle.gui.simulator.ui;

import java.awt.geom.Rectangle2D;

/** Is told what is drawn where, by who wants to label a screen. What comes later lies over it. */
public interface Tracer {

    /** Is told nothing. */
    Tracer NONE =
            new Tracer() {
                @Override
                public void letter(int letter, Rectangle2D bounds) {
                    // Nobody wants to know.
                }

                @Override
                public void icon(Icon icon, Rectangle2D bounds) {
                    // Nobody wants to know.
                }
            };

    /**
     * Takes a letter that is not cut off.
     *
     * @param letter a code point
     * @param bounds in pixels
     */
    void letter(int letter, Rectangle2D bounds);

    /**
     * Takes a small drawing that is not cut off.
     *
     * @param icon which
     * @param bounds in pixels
     */
    void icon(Icon icon, Rectangle2D bounds);
}
