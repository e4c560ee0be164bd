package io.mingle.http.internal.access;

/** How a key is being used: a bucket that fills up evenly, a minute's worth at most. */
final class KeyUse {

    private static final double NANOS_A_MINUTE = 60e9;

    /** The part of a minute's requests that may be made now, 0 to 1. */
    private double left = 1;

    private long since;
    private int open;

    KeyUse(long now) {
        since = now;
    }

    /** Counts a request; false if it is one too many. */
    boolean begin(ApiKey key, long now) {
        left = Math.min(1, left + (now - since) / NANOS_A_MINUTE);
        since = now;
        if (key.atATime() > 0 && open >= key.atATime()) {
            return false;
        }
        if (key.perMinute() > 0) {
            double one = 1.0 / key.perMinute();
            if (left < one * (1 - 1e-9)) {
                return false;
            }
            left -= one;
        }
        open++;
        return true;
    }

    void end() {
        open--;
    }
}
