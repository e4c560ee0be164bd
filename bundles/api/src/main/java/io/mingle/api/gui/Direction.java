package io.mingle.api.gui;

/**
 * Where on a page to go: {@link #DOWN} brings into view what is below. A finger moves against it.
 */
public enum Direction {
    /** To what is above. */
    UP,
    /** To what is below. */
    DOWN,
    /** To what is on the left. */
    LEFT,
    /** To what is on the right. */
    RIGHT;

    /**
     * Returns the direction in which a finger moves to get there.
     *
     * @return the contrary
     */
    public Direction opposite() {
        return switch (this) {
            case UP -> DOWN;
            case DOWN -> UP;
            case LEFT -> RIGHT;
            case RIGHT -> LEFT;
        };
    }
}
