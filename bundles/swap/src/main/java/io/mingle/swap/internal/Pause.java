package io.mingle.swap.internal;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits a moment; returns early, with the flag still set, when the thread is interrupted. */
final class Pause {

    private Pause() {}

    static void of(Duration moment) {
        LockSupport.parkNanos(moment.toNanos());
    }
}
