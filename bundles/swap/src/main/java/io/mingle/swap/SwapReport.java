package io.mingle.swap;

import java.time.Duration;

/**
 * What came of one attempt to replace a bundle.
 *
 * @param bundle the symbolic name
 * @param from the version that served before; empty if there was none
 * @param to the version that was to serve
 * @param mode how it was done
 * @param outcome how it ended
 * @param reason why it was refused, and what serves now, and what calls were lost, for people;
 *     empty if it was not and none were
 * @param took from the request to the end, which includes the draining of the old version
 */
public record SwapReport(
        String bundle,
        String from,
        String to,
        Mode mode,
        Outcome outcome,
        String reason,
        Duration took) {

    /** How a bundle is replaced. */
    public enum Mode {
        /** Both versions are active for a while; callers notice nothing. */
        BESIDE,
        /**
         * The bundle is updated where it is, because others are wired to its packages or the
         * version is the same; callers wait until it is back.
         */
        IN_PLACE,
        /** There was no bundle of that name. */
        NEW
    }

    /** How it ended. */
    public enum Outcome {
        /** The new version serves. */
        SWAPPED,
        /** The new version serves a share of the calls. */
        CANARY,
        /**
         * The new version serves, but calls were lost on the way: they took longer than a bundle
         * that is being stopped waits. The reason says how many.
         */
        CALLS_LOST,
        /** The new version did not hold; the old one serves, unless the reason says otherwise. */
        REFUSED
    }
}
