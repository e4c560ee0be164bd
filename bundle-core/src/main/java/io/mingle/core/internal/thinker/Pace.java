package io.mingle.core.internal.thinker;

/**
 * How long answers take on this machine, from those before: the mean time of a token of the prompt
 * and of the answer, and the mean length of an answer, recent ones counting most. Device thread
 * only.
 */
final class Pace {

    /** What the newest answer counts. */
    private static final double NEWEST = 0.2;

    private double nanosRead;
    private double nanosWritten;
    private double length;
    private boolean known;

    /**
     * Takes in an answer that is complete.
     *
     * @param read rows that were read, those of a second time among them
     */
    void finished(int read, long readNanos, int answered, long writtenNanos) {
        nanosRead = mean(nanosRead, (double) readNanos / read);
        nanosWritten = mean(nanosWritten, (double) writtenNanos / answered);
        length = mean(length, answered);
        known = true;
    }

    private double mean(double old, double young) {
        return known ? old + NEWEST * (young - old) : young;
    }

    /**
     * Returns about how long an answer still takes; zero while nothing is known.
     *
     * @param prompt tokens of the prompt that are still to be read
     * @param answered tokens written so far
     * @param limit the most that it may write
     */
    double nanosLeft(int prompt, int answered, int limit) {
        double left = Math.max(known ? 1 : 0, Math.min(limit, length) - answered);
        return prompt * nanosRead + left * nanosWritten;
    }
}
