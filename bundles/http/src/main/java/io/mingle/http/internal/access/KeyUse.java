package io.mingle.http.internal.access;

import io.mingle.trust.ApiKey;

/** How a key is being used: a bucket that fills up evenly, a minute's worth at most. */
final class KeyUse {

    private static final double SECONDS_A_MINUTE = 60;
    private static final double NANOS_A_MINUTE = 60e9;

    /** The part of a minute's requests that may be made now, 0 to 1. */
    private double left = 1;

    private long since;
    private int open;

    KeyUse(long now) {
        since = now;
    }

    /** Counts a request, and returns 0; or in how many seconds there is room for one more. */
    long begin(ApiKey key, long now) {
        left = Math.min(1, left + (now - since) / NANOS_A_MINUTE);
        since = now;
        if (key.atATime() > 0 && open >= key.atATime()) {
            return 1;
        }
        if (key.perMinute() > 0) {
            double one = 1.0 / key.perMinute();
            if (left < one * (1 - 1e-9)) {
                return Math.max(1, (long) Math.ceil((one - left) * SECONDS_A_MINUTE));
            }
            left -= one;
        }
        open++;
        return 0;
    }

    void end() {
        open--;
    }
}
