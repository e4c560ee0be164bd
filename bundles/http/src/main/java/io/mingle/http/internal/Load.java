package io.mingle.http.internal;

import io.mingle.http.internal.figures.Meters;
import java.util.function.LongSupplier;

/** What is under way, for people who look on: requests, and how fast words come. Thread-safe. */
public final class Load {

    /** Parts of the last second, so that what is older leaves it bit by bit. */
    private static final int PARTS = 10;

    private static final long PART_NANOS = 1_000_000_000L / PARTS;

    private final LongSupplier clock;
    private final Meters meters;
    private final long[] tokens = new long[PARTS];
    private long newest;
    private int waiting;
    private int running;

    /** Counts for those who look on, and has all measured. */
    public Load(Meters meters) {
        this(System::nanoTime, meters);
    }

    Load(LongSupplier clock) {
        this(clock, Meters.unread());
    }

    private Load(LongSupplier clock, Meters meters) {
        this.clock = clock;
        this.meters = meters;
        newest = part();
    }

    /** Returns what requests are measured by. */
    Meters meters() {
        return meters;
    }

    /** A request waits for somebody who can answer it. */
    public synchronized void arrived() {
        waiting++;
    }

    /** One that waited is being answered. */
    public synchronized void begun() {
        waiting--;
        running++;
    }

    /** One that waited has found nobody. */
    public synchronized void refused() {
        waiting--;
    }

    /** One that was being answered has ended, however. */
    public synchronized void ended() {
        running--;
    }

    /** A piece of text has come, which is a token but for characters that take several. */
    public synchronized void token() {
        forget();
        tokens[(int) Math.floorMod(newest, (long) PARTS)]++;
    }

    /** Returns how many requests wait for a capability. */
    public synchronized int waiting() {
        return waiting;
    }

    /** Returns how many requests are being answered. */
    public synchronized int running() {
        return running;
    }

    /** Returns how many tokens came in the last second, for all requests together. */
    public synchronized long tokensPerSecond() {
        forget();
        long sum = 0;
        for (long part : tokens) {
            sum += part;
        }
        return sum;
    }

    private void forget() {
        long now = part();
        for (long part = Math.max(newest + 1, now - PARTS + 1); part <= now; part++) {
            tokens[(int) Math.floorMod(part, (long) PARTS)] = 0;
        }
        newest = Math.max(newest, now);
    }

    private long part() {
        return Math.floorDiv(clock.getAsLong(), PART_NANOS);
    }
}
