package io.mingle.gui.action;

import io.mingle.api.gui.Action;
import io.mingle.api.gui.Direction;
import io.mingle.api.gui.Point;

/** What a finger does to scroll. */
public final class Gestures {

    private static final double NEAR = 0.3;
    private static final double FAR = 0.7;

    private Gestures() {}

    /**
     * Returns the movement of a finger that brings another part of a page into view.
     *
     * @param direction where that part is
     * @return a swipe through the middle of the screen, whose {@link Action.Swipe#direction} it is
     */
    public static Action.Swipe scrolling(Direction direction) {
        return switch (direction) {
            case DOWN -> new Action.Swipe(new Point(0.5, FAR), new Point(0.5, NEAR));
            case UP -> new Action.Swipe(new Point(0.5, NEAR), new Point(0.5, FAR));
            case RIGHT -> new Action.Swipe(new Point(FAR, 0.5), new Point(NEAR, 0.5));
            case LEFT -> new Action.Swipe(new Point(NEAR, 0.5), new Point(FAR, 0.5));
        };
    }
}
