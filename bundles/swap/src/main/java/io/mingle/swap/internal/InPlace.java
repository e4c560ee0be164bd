package io.mingle.swap.internal;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.broker.Broker;
import io.mingle.swap.SwapReport;
import io.mingle.swap.SwapReport.Outcome;
import io.mingle.swap.internal.FormerVersions.Former;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/**
 * Replaces the code of a bundle that no second version can stand beside, and goes back if the new
 * code does not hold. Who calls meanwhile waits in the broker.
 */
final class InPlace {

    private final Broker broker;
    private final Bundles bundles;
    private final Trial trial;
    private final Traffic traffic;
    private final JarStore store;
    private final FormerVersions formers;

    /** What a bundle ran from, whether that was restricted, and what it provided and carried. */
    private record Before(Path jar, boolean restricted, Services services, List<Bundle> standing) {}

    InPlace(
            Broker broker,
            Bundles bundles,
            Trial trial,
            Traffic traffic,
            JarStore store,
            FormerVersions formers) {
        this.broker = broker;
        this.bundles = bundles;
        this.trial = trial;
        this.traffic = traffic;
        this.store = store;
        this.formers = formers;
    }

    /**
     * Replaces the code of a bundle.
     *
     * @param restricted whether the new code is held back
     */
    SwapReport replace(Bundle bundle, Jar code, boolean restricted) throws BundleException {
        Attempt attempt = Attempt.inPlace(bundle, code);
        Before before =
                new Before(
                        store.keep(bundle),
                        bundles.isRestricted(bundle),
                        Services.of(bundle),
                        bundles.standingOn(bundle));
        Map<String, Map<String, Integer>> shares = broker.shares();
        try {
            if (!bundles.stop(bundle)) {
                return attempt.refused(
                        "%s %s has not returned from its stop, and cannot be updated before it does"
                                .formatted(code.name(), bundle.getVersion()),
                        "Start the host anew.");
            }
            traffic.keepFrom(bundle);
            // What stands on it is up again before the new code has held, and would serve with it.
            before.standing().forEach(traffic::keepFrom);
            return replaced(bundle, code, restricted, before, attempt);
        } finally {
            traffic.settle(code.name());
            before.standing().stream()
                    .map(Bundle::getSymbolicName)
                    .forEach(it -> broker.share(it, shares.getOrDefault(it, Map.of())));
        }
    }

    private SwapReport replaced(
            Bundle bundle, Jar code, boolean restricted, Before before, Attempt attempt) {
        Bundle other = bundles.ofSameVersion(code);
        if (other != null && other != bundle) {
            // One of before, mostly: two bundles of one name and version cannot be there.
            bundles.remove(other);
        }
        try {
            bundles.update(bundle, code, restricted);
        } catch (BundleException e) {
            // It is as it was, and stopped; what the trial would find, it has had all along.
            trial.of(bundle, before.services());
            return attempt.refused(e.getMessage(), Attempt.whatServes(bundle));
        }
        String problem = rewired(bundle, before);
        if (problem == null) {
            formers.put(Former.updated(bundle, before.jar(), before.restricted()), bundle);
            return attempt.ended(Outcome.SWAPPED, "");
        }
        return attempt.refused(problem, wentBack(bundle, before));
    }

    /** Returns what serves now. */
    private String wentBack(Bundle bundle, Before before) {
        if (before.jar() == null) {
            return "The jar it was installed from is gone, so it could not be put back. Swap in"
                    + " one that holds.";
        }
        if (!bundles.stop(bundle)) {
            return "It cannot be put back before it returns. Start the host anew.";
        }
        String problem;
        try {
            bundles.update(bundle, store.read(before.jar()), before.restricted());
            problem = rewired(bundle, before);
        } catch (BundleException | InvalidRequestException e) {
            problem = e.getMessage();
        }
        return problem == null
                ? Attempt.whatServes(bundle)
                : "Going back failed: %s Swap in a jar that holds."
                        .formatted(Attempt.sentence(problem));
    }

    private String rewired(Bundle bundle, Before before) {
        try {
            bundles.rewire(bundle);
        } catch (BundleException e) {
            return e.getMessage();
        }
        // Its components may need those of what stands on it, so these come first.
        String standing = bundles.start(before.standing());
        String problem = trial.of(bundle, before.services());
        return problem == null ? standing : problem;
    }
}
