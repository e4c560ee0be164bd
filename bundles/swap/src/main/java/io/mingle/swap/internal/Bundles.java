package io.mingle.swap.internal;

import io.mingle.api.error.InvalidRequestException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** What the swapper does with the framework. */
final class Bundles {

    /** A header whose value says why a bundle cannot be replaced while the host runs. */
    static final String FIXED = "Mingle-Fixed";

    /** Everything that is rewired drains first. */
    private static final Duration REFRESH_LIMIT = Duration.ofMinutes(5);

    private final BundleContext context;

    Bundles(BundleContext context) {
        this.context = context;
    }

    /**
     * Returns the bundle of that name that is active; the highest version if none or several are.
     */
    Bundle serving(String name) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .max(
                        Comparator.<Bundle, Boolean>comparing(
                                        bundle -> bundle.getState() == Bundle.ACTIVE)
                                .thenComparing(Bundle::getVersion))
                .orElseThrow(
                        () ->
                                new InvalidRequestException(
                                        "No bundle with the symbolic name %s is installed. See the list of skills for those that are."
                                                .formatted(name)));
    }

    Bundle install(Jar code) throws BundleException {
        return context.installBundle(
                "swap:" + code.name() + "/" + code.version() + "/" + System.nanoTime(),
                JarStore.open(code));
    }

    /** Updates a stopped bundle, rewires what was wired to it, and waits until that is done. */
    void update(Bundle bundle, Jar code) throws BundleException {
        bundle.update(JarStore.open(code));
        CountDownLatch done = new CountDownLatch(1);
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), event -> done.countDown());
        try {
            if (!done.await(REFRESH_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BundleException(
                        "%s was not rewired within %s.".formatted(bundle, REFRESH_LIMIT));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BundleException(
                    "The wait for the rewiring of " + bundle + " was interrupted.");
        }
    }

    boolean othersAreWiredTo(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        List<BundleWire> wires =
                wiring == null
                        ? List.of()
                        : wiring.getProvidedWires(PackageNamespace.PACKAGE_NAMESPACE);
        return wires != null
                && wires.stream().anyMatch(wire -> !bundle.equals(wire.getRequirer().getBundle()));
    }
}
