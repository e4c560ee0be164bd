package io.mingle.swap.internal;

import io.mingle.api.error.InvalidRequestException;
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

    /**
     * Returns what was before.
     *
     * @param now the bundle of that name that serves
     * @throws InvalidRequestException if nothing was, or it is gone, or is what serves
     */
    Former of(String name, Bundle now) {
        Former former = formers.get(name);
        if (former == null || Bundles.isGone(former.bundle())) {
            throw new InvalidRequestException(
                    "There is no version of %s to go back to: it has not been replaced since the host was started. Install another with swap."
                            .formatted(name));
        }
        if (former.mode() == Mode.BESIDE && now.equals(former.bundle())) {
            throw new InvalidRequestException(
                    "There is no version of %s to go back to: the one from before, %s, is the one that is there. Install another with swap."
                            .formatted(name, now.getVersion()));
        }
        if (former.mode() == Mode.IN_PLACE && former.jar() == null) {
            throw new InvalidRequestException(
                    "The jar that %s ran from before is gone. Install it with swap."
                            .formatted(name));
        }
        return former;
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
