package io.mingle.document.internal.python;

/** Counts what a program uses, and ends it at its bounds. */
final class Meter {

    private static final int LOOK = 0xff;

    private final Bounds bounds;
    private final long begun = System.nanoTime();
    private final StringBuilder printed = new StringBuilder();
    private long steps;
    private long cells;
    private int depth;

    Meter(Bounds bounds) {
        this.bounds = bounds;
    }

    void step() {
        steps++;
        if (steps > bounds.steps()) {
            throw new Fault("it takes more than " + bounds.steps() + " steps");
        }
        if ((steps & LOOK) == 0 && System.nanoTime() - begun > bounds.time().toNanos()) {
            throw new Fault("it takes longer than " + bounds.time().toSeconds() + " seconds");
        }
    }

    /** Charges for what is made, before it is made. */
    void make(long count) {
        cells += count;
        if (count < 0 || cells > bounds.cells()) {
            throw new Fault("it needs more memory than " + bounds.cells() + " elements");
        }
        // What is long to make takes time without steps of its own.
        steps += count / 16;
    }

    void enter() {
        if (++depth > bounds.depth()) {
            throw new Fault("functions call one another more than " + bounds.depth() + " deep");
        }
    }

    void leave() {
        depth--;
    }

    void print(String line) {
        make(line.length() + 1L);
        printed.append(line).append('\n');
    }

    String printed() {
        return printed.toString();
    }
}
