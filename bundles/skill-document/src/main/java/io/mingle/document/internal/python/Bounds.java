package io.mingle.document.internal.python;

import java.time.Duration;

/**
 * How far a program may go.
 *
 * @param steps how many expressions are computed and statements run
 * @param cells how many characters, and elements of lists, are made in all, whether they are still
 *     in use or not
 * @param depth how deep functions call one another
 * @param time how long it takes
 */
public record Bounds(long steps, long cells, int depth, Duration time) {

    /** A million steps, a million cells, 50 calls, ten seconds. */
    public static final Bounds USUAL = new Bounds(1_000_000, 1_000_000, 50, Duration.ofSeconds(10));
}
