package io.mingle.gui.episode;

import io.mingle.api.gui.Point;

/**
 * Where an annotated element is, in fractions of the screen.
 *
 * @param left edge
 * @param top edge
 * @param width from the left edge on
 * @param height from the upper edge on
 */
public record Area(double left, double top, double width, double height) {

    /**
     * Returns it so many times as large, around its middle; edges beyond the screen are cut off on
     * the left and above, as the published evaluators do.
     *
     * @param factor for either side
     */
    public Area enlarged(double factor) {
        double wider = (factor - 1) * width;
        double higher = (factor - 1) * height;
        return new Area(
                Math.max(0, left - wider / 2),
                Math.max(0, top - higher / 2),
                Math.min(1, width + wider),
                Math.min(1, height + higher));
    }

    /** Tells whether a spot lies in it, its edges included. */
    public boolean contains(Point spot) {
        return spot.x() >= left
                && spot.x() <= left + width
                && spot.y() >= top
                && spot.y() <= top + height;
    }

    /** Returns how far its middle is from a spot. */
    public double distance(Point spot) {
        return Math.hypot(left + width / 2 - spot.x(), top + height / 2 - spot.y());
    }
}
