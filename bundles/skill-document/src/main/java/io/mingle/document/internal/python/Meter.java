package io.mingle.document.internal.python;

/** Counts what a program uses, and ends it at its bounds. */
final class Meter {

    private static final int LOOK = 256;

    private final Bounds bounds;
    private final long begun = System.nanoTime();
    private final StringBuilder printed = new StringBuilder();
    private long steps;
    private long nextLook = LOOK;
    private long cells;
    private int depth;

    Meter(Bounds bounds) {
        this.bounds = bounds;
    }

    void step() {
        spend(1);
    }

    private void spend(long count) {
        steps += count;
        if (steps > bounds.steps()) {
            throw new Fault("it takes more than " + bounds.steps() + " steps");
        }
        if (steps >= nextLook) {
            nextLook = steps + LOOK;
            if (System.nanoTime() - begun > bounds.time().toNanos()) {
                throw new Fault("it takes longer than " + bounds.time().toSeconds() + " seconds");
            }
        }
    }

    /** Charges for what is made, before it is made. */
    void make(long count) {
        cells += count;
        if (count < 0 || cells > bounds.cells()) {
            throw new Fault("it needs more memory than " + bounds.cells() + " elements");
        }
        // What is long to make takes time without steps of its own.
        spend(count / 16);
    }

    /** Charges for a search, which may compare the whole part at every place of the text. */
    void search(String text, String part) {
        long places = Math.max(0, (long) text.length() - part.length() + 1);
        compare(places * Math.max(1, part.length()));
    }

    /** Charges for characters that are compared. */
    void compare(long count) {
        spend(count / 16);
    }

    void enter() {
        if (++depth > bounds.depth()) {
            throw new Fault("functions call one another more than " + bounds.depth() + " deep");
        }
    }

    void leave() {
        depth--;
    }

    void print(String text) {
        make(text.length());
        printed.append(text);
    }

    String printed() {
        return printed.toString();
    }
}
