package io.mingle.swap.internal;

import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.trust.Trust;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
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

    private static final int RUNNING = Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING;

    private final BundleContext context;
    private final Undisturbed undisturbed;
    private final JarStore store;
    private final BoundedLifecycle lifecycle;
    private final Trust trust;

    /**
     * @param store remembers what every bundle runs from
     * @param lifecycle starts and stops them
     * @param trust knows and is told which of them are restricted
     */
    Bundles(
            BundleContext context,
            Undisturbed undisturbed,
            JarStore store,
            BoundedLifecycle lifecycle,
            Trust trust) {
        this.context = context;
        this.undisturbed = undisturbed;
        this.store = store;
        this.lifecycle = lifecycle;
        this.trust = trust;
    }

    /**
     * Returns the bundle of that name that is active. If none or several are, one that is not
     * restricted comes first, then the highest version.
     */
    Bundle serving(String name) {
        return find(name)
                .orElseThrow(
                        () ->
                                new InvalidRequestException(
                                        "No bundle with the symbolic name %s is installed. See the list of skills for those that are."
                                                .formatted(name)));
    }

    /**
     * Returns the bundle that has the name and version of a jar, or null if there is none. One that
     * is stuck is none.
     */
    Bundle ofSameVersion(Jar code) {
        return all(code).filter(it -> !isStuck(it)).findFirst().orElse(null);
    }

    private Stream<Bundle> all(Jar code) {
        return all(code.name()).stream().filter(it -> code.version().equals(it.getVersion()));
    }

    /**
     * Refuses a jar whose name and version a bundle has that is stuck and in its way.
     *
     * @throws InvalidRequestException if there is one
     */
    void checkNotInTheWay(Jar code) {
        if (all(code).anyMatch(it -> isStuck(it) && LateCorrections.isInTheWay(it))) {
            throw new InvalidRequestException(
                    "%s %s has not returned from its last start or stop, and offers services that could not be told from those of another bundle of that version. Give the jar a higher version, or start the host anew."
                            .formatted(code.name(), code.version()));
        }
    }

    /** Returns who beside the swapper sees to it that a bundle keeps its version. */
    Optional<String> ownerOf(Bundle bundle) {
        return KarafFeatures.ownerOf(bundle, context);
    }

    /** Finds the same where there may be none; one that is stuck is none. */
    Optional<Bundle> find(String name) {
        return all(name).stream()
                .filter(bundle -> !isStuck(bundle))
                .max(
                        Comparator.comparing(Bundles::isActive)
                                .thenComparing(bundle -> !isRestricted(bundle))
                                .thenComparing(Bundle::getVersion));
    }

    /** Tells whether there is one of that name that is not restricted, active or not. */
    boolean isOneTrusted(String name) {
        return all(name).stream().anyMatch(bundle -> !isRestricted(bundle));
    }

    boolean isRestricted(Bundle bundle) {
        return trust.restricts(bundle.getBundleId());
    }

    /** Finds all of that name. */
    List<Bundle> all(String name) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .toList();
    }

    /** Tells whether a bundle has not returned from its start or stop and cannot be touched. */
    boolean isStuck(Bundle bundle) {
        return lifecycle.isStuck(bundle);
    }

    /**
     * Installs a bundle.
     *
     * @param restricted whether it is held back from the beginning
     */
    Bundle install(Jar code, boolean restricted) throws BundleException {
        String location = "swap:" + code.name() + "/" + code.version() + "/" + System.nanoTime();
        undisturbed.take(() -> context.installBundle(location, JarStore.open(code)));
        Bundle bundle = context.getBundle(location);
        if (restricted) {
            restrict(bundle);
        }
        store.runs(bundle, code);
        return bundle;
    }

    /** Leaves none behind that would be free after a restart. */
    private void restrict(Bundle bundle) {
        try {
            trust.restrict(bundle);
        } catch (InternalException e) {
            remove(bundle);
            throw e;
        }
    }

    /**
     * Updates a stopped bundle; if that fails it is as it was. It is at no time less restricted
     * than the code that it has.
     *
     * @param restricted whether the new code is
     */
    void update(Bundle bundle, Jar code, boolean restricted) throws BundleException {
        boolean before = isRestricted(bundle);
        if (restricted) {
            trust.restrict(bundle);
        }
        try {
            undisturbed.take(() -> bundle.update(JarStore.open(code)));
        } catch (BundleException e) {
            if (!before) {
                trust.release(bundle);
            }
            throw e;
        }
        if (!restricted) {
            trust.release(bundle);
        }
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
                    "%s was not rewired within %s s; start the host anew if it stays so"
                            .formatted(bundle, REFRESH_LIMIT.toSeconds()),
                    e);
        }
    }

    private FrameworkWiring framework() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }

    /** Returns the bundles that are active and stop whenever this one is rewired. */
    List<Bundle> standingOn(Bundle bundle) {
        return framework().getDependencyClosure(List.of(bundle)).stream()
                .filter(each -> each != bundle && isActive(each))
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
                if (!isActive(bundle) && !isGone(bundle)) {
                    lifecycle.start(bundle);
                }
            } catch (BundleException e) {
                problem =
                        "%s, which stands on it, does not start: %s"
                                .formatted(bundle.getSymbolicName(), e.getMessage());
            }
        }
        return problem;
    }

    /**
     * Stops a bundle, if it is not gone.
     *
     * @return false if it has not returned from that, and cannot be touched
     */
    boolean stop(Bundle bundle) {
        if (isGone(bundle) || isStuck(bundle)) {
            return isGone(bundle);
        }
        try {
            lifecycle.stop(bundle);
        } catch (BundleException e) {
            log.warn(
                    "{} {} did not stop cleanly: {}",
                    bundle.getSymbolicName(),
                    bundle.getVersion(),
                    e.getMessage(),
                    e);
        }
        return !isStuck(bundle);
    }

    /** Stops and uninstalls a bundle, now or when it returns from what it is stuck in. */
    void remove(Bundle bundle) {
        try {
            if ((bundle.getState() & RUNNING) != 0) {
                stop(bundle);
            }
            if (!isGone(bundle) && !lifecycle.removeLate(bundle)) {
                undisturbed.take(bundle::uninstall);
            }
        } catch (BundleException e) {
            log.warn("{} could not be uninstalled", bundle, e);
        }
    }

    static boolean isActive(Bundle bundle) {
        return bundle.getState() == Bundle.ACTIVE;
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
