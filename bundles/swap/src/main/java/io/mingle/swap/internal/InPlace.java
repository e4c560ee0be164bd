package io.mingle.swap.internal;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.broker.Broker;
import io.mingle.swap.SwapReport;
import io.mingle.swap.SwapReport.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
    private final JarStore store;

    /** What a bundle ran from, provided, and carried. */
    private record Former(Path jar, Services services, List<Bundle> standing) {}

    InPlace(Broker broker, Bundles bundles, Trial trial, JarStore store) {
        this.broker = broker;
        this.bundles = bundles;
        this.trial = trial;
        this.store = store;
    }

    /**
     * Replaces the code of a bundle.
     *
     * @param swapped is told what the bundle ran from before, once the new code has held; null if
     *     that is gone
     */
    SwapReport replace(Bundle bundle, Jar code, Consumer<Path> swapped) throws BundleException {
        Attempt attempt = Attempt.inPlace(bundle, code);
        Former before =
                new Former(store.keep(bundle), Services.of(bundle), bundles.standingOn(bundle));
        Map<String, Map<String, Integer>> shares = broker.shares();
        bundles.stop(bundle);
        broker.share(code.name(), Map.of(bundle.getVersion().toString(), 0));
        // What stands on it is up again before the new code has held, and would serve with it.
        before.standing()
                .forEach(
                        it ->
                                broker.share(
                                        it.getSymbolicName(),
                                        Map.of(it.getVersion().toString(), 0)));
        try {
            return replaced(bundle, code, before, attempt, swapped);
        } finally {
            broker.share(code.name(), Map.of());
            before.standing().stream()
                    .map(Bundle::getSymbolicName)
                    .forEach(it -> broker.share(it, shares.getOrDefault(it, Map.of())));
        }
    }

    private SwapReport replaced(
            Bundle bundle, Jar code, Former before, Attempt attempt, Consumer<Path> swapped) {
        Bundle twin = bundles.twin(code);
        if (twin != null && twin != bundle) {
            // One of before, mostly: two bundles of one name and version cannot be there.
            bundles.remove(twin);
        }
        try {
            bundles.update(bundle, code);
        } catch (BundleException e) {
            // It is as it was, and stopped; what the trial would find, it has had all along.
            trial.of(bundle, before.services());
            return attempt.refused(e.getMessage(), Attempt.whatServes(bundle));
        }
        String problem = rewired(bundle, before);
        if (problem == null) {
            swapped.accept(before.jar());
            return attempt.ended(Outcome.SWAPPED, "");
        }
        return attempt.refused(problem, wentBack(bundle, before));
    }

    /** Returns what serves now. */
    private String wentBack(Bundle bundle, Former before) {
        if (before.jar() == null) {
            return "The jar it was installed from is gone, so it could not be put back. Swap in"
                    + " one that holds.";
        }
        if (bundles.isStuck(bundle)) {
            return "It cannot be put back before it returns. Start the host anew.";
        }
        String problem;
        bundles.stop(bundle);
        try {
            bundles.update(bundle, store.read(before.jar()));
            problem = rewired(bundle, before);
        } catch (BundleException | InvalidRequestException e) {
            problem = e.getMessage();
        }
        return problem == null
                ? Attempt.whatServes(bundle)
                : "Going back failed: %s Swap in a jar that holds."
                        .formatted(Attempt.sentence(problem));
    }

    private String rewired(Bundle bundle, Former before) {
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
