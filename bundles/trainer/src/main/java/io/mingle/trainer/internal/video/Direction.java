package io.mingle.trainer.internal.video;

import java.util.Locale;

/** Where something moves on a frame. */
enum Direction {
    LEFT(-1, 0),
    RIGHT(1, 0),
    UP(0, -1),
    DOWN(0, 1);

    private final int x;
    private final int y;

    Direction(int x, int y) {
        this.x = x;
        this.y = y;
    }

    int x() {
        return x;
    }

    int y() {
        return y;
    }

    /** Returns the English word, for example {@code left}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
