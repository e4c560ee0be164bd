package io.mingle.api.gui.device;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.gui.Point;

/**
 * Something on a screen.
 *
 * @param role what it is, in a word: {@code button}, {@code field}, {@code text}
 * @param text what is written on it; may be empty
 * @param left edge as a fraction of the width of the screen, 0 to 1
 * @param top edge as a fraction of the height, 0 to 1
 * @param right edge, at or right of {@code left}
 * @param bottom edge, at or below {@code top}
 * @param touchable whether it does something when it is touched
 */
public record ScreenElement(
        String role,
        String text,
        double left,
        double top,
        double right,
        double bottom,
        boolean touchable) {

    /**
     * Checks the edges.
     *
     * @throws InvalidRequestException if they are not in order or not on the screen
     */
    public ScreenElement {
        if (role == null
                || text == null
                || !(left >= 0 && left <= right && right <= 1)
                || !(top >= 0 && top <= bottom && bottom <= 1)) {
            throw new InvalidRequestException(
                    "An element '%s' was reported at [%s, %s, %s, %s]. Give left, upper, right, lower edge as fractions."
                            .formatted(role, left, top, right, bottom));
        }
    }

    /** Returns its middle. */
    public Point middle() {
        return new Point((left + right) / 2, (top + bottom) / 2);
    }

    /** Tells whether a spot lies on it. */
    public boolean contains(Point spot) {
        return spot.x() >= left && spot.x() <= right && spot.y() >= top && spot.y() <= bottom;
    }
}
