package io.mingle.swap.internal;

import io.mingle.api.error.InvalidRequestException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Installs bundles beside those that serve, such that each can be undone. */
final class Newcomers {

    private static final Logger log = LoggerFactory.getLogger(Newcomers.class);

    private final Bundles bundles;
    private final JarStore store;

    Newcomers(Bundles bundles, JarStore store) {
        this.bundles = bundles;
        this.store = store;
    }

    /** Returns one that is installed, stopped, and has the code that it is to run. */
    Newcomer asItIs(Bundle bundle) {
        return new Newcomer(bundle, null, () -> bundles.stop(bundle));
    }

    /**
     * Installs a bundle. Two of one name and version cannot be there, so one that has the version
     * that comes is updated, whoever installed it.
     *
     * @param restricted whether the code is held back
     */
    Newcomer install(Jar code, boolean restricted) throws BundleException {
        Bundle present = bundles.ofSameVersion(code);
        if (present != null) {
            return update(present, code, restricted);
        }
        Bundle young = bundles.install(code, restricted);
        return new Newcomer(young, null, () -> bundles.remove(young));
    }

    private Newcomer update(Bundle bundle, Jar code, boolean restricted) throws BundleException {
        Path jar = store.keep(bundle);
        boolean wasRestricted = bundles.isRestricted(bundle);
        boolean wasActive = Bundles.isActive(bundle);
        if (!bundles.stop(bundle)) {
            throw new BundleException(
                    "%s %s does not return from its stop. Give the jar a higher version"
                            .formatted(code.name(), code.version()));
        }
        try {
            bundles.update(bundle, code, restricted);
        } catch (BundleException e) {
            restart(bundle, wasActive);
            throw e;
        }
        Runnable undo = () -> restore(bundle, jar, wasRestricted, wasActive);
        try {
            bundles.rewire(bundle);
        } catch (BundleException e) {
            undo.run();
            throw e;
        }
        return new Newcomer(bundle, jar, undo);
    }

    private void restore(Bundle bundle, Path jar, boolean restricted, boolean active) {
        try {
            if (!bundles.stop(bundle)) {
                throw new BundleException("It has not returned from its start or stop.");
            }
            if (jar == null) {
                throw new BundleException("The jar that it was installed from is gone.");
            }
            bundles.update(bundle, store.read(jar), restricted);
            bundles.rewire(bundle);
            restart(bundle, active);
        } catch (BundleException | InvalidRequestException e) {
            log.warn(
                    "{} could not be given back the code that it had, and is removed: {}",
                    bundle,
                    e.getMessage());
            bundles.remove(bundle);
        }
    }

    private void restart(Bundle bundle, boolean wasActive) {
        String problem = wasActive ? bundles.start(List.of(bundle)) : null;
        if (problem != null) {
            log.warn("{} was active and is not any more: {}", bundle, problem);
        }
    }
}
