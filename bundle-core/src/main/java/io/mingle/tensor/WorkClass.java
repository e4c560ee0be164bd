package io.mingle.tensor;

/** What a piece of work is for, and so how much of the device it gets beside others. */
public enum WorkClass {

    /** Somebody waits for it and watches. */
    INTERACTIVE(4),

    /** Somebody waits for its end. */
    BATCH(2),

    /** Nobody waits for it: training, for example. */
    MAINTENANCE(1);

    private final int share;

    WorkClass(int share) {
        this.share = share;
    }

    /** Returns how much of the device's time it gets where one of another class gets its own. */
    public int share() {
        return share;
    }
}
