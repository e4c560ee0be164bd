package io.mingle.swap.internal;

import java.util.Map;
import org.osgi.framework.Bundle;

/**
 * A version that gets a share of the calls.
 *
 * @param old the version that gets the rest
 * @param young the canary
 * @param percent the canary's share, 1 to 99
 */
record Canary(Bundle old, Newcomer young, int percent) {

    Map<String, Integer> weights() {
        return Map.of(
                old.getVersion().toString(),
                100 - percent,
                young.bundle().getVersion().toString(),
                percent);
    }

    /** Anybody may uninstall a bundle. */
    boolean stands() {
        return !Bundles.isGone(old) && !Bundles.isGone(young.bundle());
    }
}
