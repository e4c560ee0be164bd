package io.mingle.swap.internal;

import io.mingle.swap.SwapReport.Mode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;

/** What one can go back to: for each bundle, what was before. */
final class FormerVersions {

    private final Bundles bundles;
    private final Map<String, Former> formers = new HashMap<>();

    /**
     * What was before.
     *
     * @param mode how it was replaced
     * @param bundle the stopped one beside, which is as it was, or the one that was updated
     * @param jar what the latter ran from; null if that is gone
     * @param restricted whether that code was
     */
    record Former(Mode mode, Bundle bundle, Path jar, boolean restricted) {

        static Former stopped(Bundle bundle) {
            return new Former(Mode.BESIDE, bundle, null, false);
        }

        static Former updated(Bundle bundle, Path jar, boolean restricted) {
            return new Former(Mode.IN_PLACE, bundle, jar, restricted);
        }
    }

    FormerVersions(Bundles bundles) {
        this.bundles = bundles;
    }

    /** Returns what was before, or null if nothing was, or it is gone. */
    Former of(String name) {
        Former former = formers.get(name);
        return former == null || Bundles.isGone(former.bundle()) ? null : former;
    }

    /**
     * Remembers what was before {@code running}. What one could go back to until now is
     * uninstalled, unless it is what runs.
     */
    void put(Former next, Bundle running) {
        Former before = formers.put(running.getSymbolicName(), next);
        if (before != null && before.bundle() != running && before.bundle() != next.bundle()) {
            bundles.remove(before.bundle());
        }
    }

    void forget(String name) {
        formers.remove(name);
    }

    /** Returns the jars that are needed to go back. */
    Set<Path> jars() {
        return formers.values().stream()
                .map(Former::jar)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
