package io.mingle.nn;

/**
 * The places of a repeated layer's parameters: those of copy {@code i} begin {@code base + i *
 * stride} behind the beginning of the frame around it.
 */
final class Frame {

    /** What is not repeated stands here, from place 0 on. */
    static final Frame OUTERMOST = new Frame(null, "", 0);

    private final Frame parent;
    private final String name;
    private final int base;
    private int stride;

    Frame(Frame parent, String name, int base) {
        this.parent = parent;
        this.name = name;
        this.base = base;
    }

    /** Returns the frame around it; null for the outermost. */
    Frame parent() {
        return parent;
    }

    String name() {
        return name;
    }

    int base() {
        return base;
    }

    int stride() {
        return stride;
    }

    /** Says how far copies are apart, when the first one is complete. */
    void stride(int places) {
        stride = places;
    }
}
