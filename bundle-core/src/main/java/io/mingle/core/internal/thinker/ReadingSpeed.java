package io.mingle.core.internal.thinker;

/** How many rows of a prompt fit into the time that a step should take. */
final class ReadingSpeed {

    /** Rows of a step while others wait: at first, and at least. */
    private static final int FIRST_ROWS = 64;

    private static final int LEAST_ROWS = 16;

    private double nanosOfRow;

    /** Notes what a step took. */
    void took(long nanos, int rows) {
        nanosOfRow = (double) nanos / rows;
    }

    /**
     * Returns how many rows a step runs.
     *
     * @param budget nanoseconds that it may take; {@link Long#MAX_VALUE} while nobody waits
     * @param most rows of a step
     */
    int rowsIn(long budget, int most) {
        if (budget == Long.MAX_VALUE) {
            return most;
        }
        double rows = nanosOfRow > 0 ? budget / nanosOfRow : FIRST_ROWS;
        return (int) Math.min(most, Math.max(LEAST_ROWS, rows));
    }
}
