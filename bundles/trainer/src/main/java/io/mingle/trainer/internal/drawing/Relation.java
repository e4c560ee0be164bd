package io.mingle.trainer.internal.drawing;

/** Where the first shapes of a prompt lie, seen from the second. */
enum Relation {
    ABOVE(0, -1),
    BELOW(0, 1),
    LEFT(-1, 0),
    RIGHT(1, 0);

    /** How much nearer than this, as a share of the canvas, is neither here nor there. */
    private static final double LEAST = 0.06;

    private final int right;
    private final int down;

    Relation(int right, int down) {
        this.right = right;
        this.down = down;
    }

    /** Tells whether the relation is one of rows, not of columns. */
    boolean isVertical() {
        return down != 0;
    }

    /** Tells whether the first shapes are those nearer to the upper left corner. */
    boolean isFirst() {
        return right + down < 0;
    }

    /**
     * Tells whether it holds of two middles.
     *
     * @param dx from the second to the first, as a share of the canvas
     */
    boolean holds(double dx, double dy) {
        return right * dx + down * dy >= LEAST;
    }
}
