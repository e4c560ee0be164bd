package io.mingle.swap.internal;

import io.mingle.api.error.InvalidRequestException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the swapper does with the framework. */
final class Bundles {

    private static final Logger log = LoggerFactory.getLogger(Bundles.class);

    /** A header whose value says why a bundle cannot be replaced while the host runs. */
    static final String FIXED = "Mingle-Fixed";

    /** Everything that is rewired drains first. */
    private static final Duration REFRESH_LIMIT = Duration.ofMinutes(5);

    private final BundleContext context;
    private final Undisturbed undisturbed;
    private final JarStore store;
    private final Starts starts;

    /**
     * @param store remembers what every bundle runs from
     * @param starts starts them
     */
    Bundles(BundleContext context, Undisturbed undisturbed, JarStore store, Starts starts) {
        this.context = context;
        this.undisturbed = undisturbed;
        this.store = store;
        this.starts = starts;
    }

    /**
     * Returns the bundle of that name that is active; the highest version if none or several are.
     */
    Bundle serving(String name) {
        return find(name)
                .orElseThrow(
                        () ->
                                new InvalidRequestException(
                                        "No bundle with the symbolic name %s is installed. See the list of skills for those that are."
                                                .formatted(name)));
    }

    /** Returns the bundle that has the name and version of a jar, or null if there is none. */
    Bundle twin(Jar code) {
        return Arrays.stream(context.getBundles())
                .filter(it -> code.name().equals(it.getSymbolicName()))
                .filter(it -> code.version().equals(it.getVersion()))
                .findFirst()
                .orElse(null);
    }

    /** Returns who beside the swapper sees to it that a bundle keeps its version. */
    Optional<String> ownerOf(Bundle bundle) {
        return KarafFeatures.ownerOf(bundle, context);
    }

    /** Finds the same where there may be none; one that is stuck in its start is none. */
    Optional<Bundle> find(String name) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .filter(bundle -> !starts.isStuck(bundle))
                .max(
                        Comparator.<Bundle, Boolean>comparing(
                                        bundle -> bundle.getState() == Bundle.ACTIVE)
                                .thenComparing(Bundle::getVersion));
    }

    /** Finds all of that name. */
    List<Bundle> all(String name) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .toList();
    }

    /** Tells whether a bundle has not returned from its start and cannot be touched. */
    boolean isStuck(Bundle bundle) {
        return starts.isStuck(bundle);
    }

    Bundle install(Jar code) throws BundleException {
        String location = "swap:" + code.name() + "/" + code.version() + "/" + System.nanoTime();
        undisturbed.take(() -> context.installBundle(location, JarStore.open(code)));
        Bundle bundle = context.getBundle(location);
        store.runs(bundle, code);
        return bundle;
    }

    /** Updates a stopped bundle; if that fails it is as it was. */
    void update(Bundle bundle, Jar code) throws BundleException {
        undisturbed.take(() -> bundle.update(JarStore.open(code)));
        store.runs(bundle, code);
    }

    /** Rewires a bundle that was updated, and what was wired to it, and waits for that. */
    void rewire(Bundle bundle) throws BundleException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        framework().refreshBundles(List.of(bundle), event -> done.complete(null));
        try {
            undisturbed.get(done, REFRESH_LIMIT);
        } catch (TimeoutException | ExecutionException e) {
            throw new BundleException(
                    "%s was not rewired within %s.".formatted(bundle, REFRESH_LIMIT), e);
        }
    }

    private FrameworkWiring framework() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }

    /** Returns the bundles that are active and stop whenever this one is rewired. */
    List<Bundle> standingOn(Bundle bundle) {
        return framework().getDependencyClosure(List.of(bundle)).stream()
                .filter(each -> each != bundle && each.getState() == Bundle.ACTIVE)
                .toList();
    }

    /**
     * Starts those that are not active: Felix restarts only what a rewiring itself has stopped, and
     * only once.
     *
     * @return what is wrong, for people; null if nothing is
     */
    String start(List<Bundle> all) {
        String problem = null;
        for (Bundle bundle : all) {
            try {
                if (bundle.getState() != Bundle.ACTIVE && !isGone(bundle)) {
                    starts.start(bundle);
                }
            } catch (BundleException e) {
                problem =
                        "%s, which stands on it, does not start: %s"
                                .formatted(bundle.getSymbolicName(), e.getMessage());
            }
        }
        return problem;
    }

    void stop(Bundle bundle) {
        if (starts.isStuck(bundle)) {
            return;
        }
        try {
            undisturbed.take(bundle::stop);
        } catch (BundleException e) {
            log.warn(
                    "{} {} did not stop cleanly", bundle.getSymbolicName(), bundle.getVersion(), e);
        }
    }

    void remove(Bundle bundle) {
        try {
            if (!isGone(bundle) && !starts.removeLate(bundle)) {
                undisturbed.take(bundle::uninstall);
            }
        } catch (BundleException e) {
            log.warn("{} could not be uninstalled", bundle, e);
        }
    }

    static boolean isGone(Bundle bundle) {
        return bundle.getState() == Bundle.UNINSTALLED;
    }

    /** Tells whether others would have to be stopped to let go of a bundle, by whatever wire. */
    boolean othersAreWiredTo(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        List<BundleWire> wires = wiring == null ? List.of() : wiring.getProvidedWires(null);
        return wires != null
                && wires.stream().anyMatch(wire -> !bundle.equals(wire.getRequirer().getBundle()));
    }
}
