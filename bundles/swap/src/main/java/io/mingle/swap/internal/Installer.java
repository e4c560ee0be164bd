package io.mingle.swap.internal;

import io.mingle.swap.SwapReport;
import io.mingle.swap.SwapReport.Outcome;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Installs bundles of which there was none, and removes bundles for good. */
final class Installer {

    private static final Logger log = LoggerFactory.getLogger(Installer.class);

    private final Bundles bundles;
    private final Trial trial;
    private final Traffic traffic;
    private final FormerVersions formers;

    Installer(Bundles bundles, Trial trial, Traffic traffic, FormerVersions formers) {
        this.bundles = bundles;
        this.trial = trial;
        this.traffic = traffic;
        this.formers = formers;
    }

    /**
     * Installs a bundle, and starts it if it holds.
     *
     * @param restricted whether it is held back
     */
    SwapReport install(Jar code, boolean restricted) throws BundleException {
        Attempt attempt = Attempt.fresh(code);
        return tried(bundles.install(code, restricted), attempt);
    }

    /** Starts a bundle that is installed and was not started, because something was missing. */
    SwapReport tryAgain(Bundle bundle) {
        return tried(bundle, Attempt.fresh(bundle));
    }

    private SwapReport tried(Bundle bundle, Attempt attempt) {
        try {
            traffic.keepFrom(bundle);
            String problem = trial.of(bundle, Services.NONE);
            if (problem == null) {
                return attempt.ended(Outcome.SWAPPED, "");
            }
            // What is missing may come; then it is tried again.
            if (bundle.getState() != Bundle.INSTALLED) {
                bundles.remove(bundle);
            }
            return attempt.refused(problem, "");
        } finally {
            traffic.settle(bundle.getSymbolicName());
        }
    }

    /** Removes all versions of a bundle; one that is stuck goes when it returns. */
    void remove(String name, String who) {
        traffic.takeCanary(name);
        formers.forget(name);
        try {
            for (Bundle bundle : bundles.all(name)) {
                bundles.remove(bundle);
                boolean gone = Bundles.isGone(bundle);
                Journal.tell(gone ? "removed" : "not removed", bundle, who);
                if (gone) {
                    rewire(bundle);
                }
            }
        } finally {
            traffic.settle(name);
        }
    }

    private void rewire(Bundle gone) {
        try {
            bundles.rewire(gone);
        } catch (BundleException e) {
            log.warn("What stood on {} could not be rewired: {}", gone, e.getMessage());
        }
    }
}
