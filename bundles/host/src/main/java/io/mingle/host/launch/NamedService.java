package io.mingle.host.launch;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.broker.Broker;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * A service that is known by the name of its interface, which is a class of some bundle.
 *
 * @param context that of the framework
 * @param broker leases it
 * @param name of the interface
 * @param filter what its properties match
 */
record NamedService(BundleContext context, Broker broker, String name, String filter) {

    private static final Duration LOOK = Duration.ofMillis(10);

    /**
     * Waits until it can be leased. The broker keeps in use what it has leased, so nothing is built
     * up twice.
     *
     * @throws SkillUnavailableException if it could not, within the time
     */
    void reach(Duration wait) {
        long end = System.nanoTime() + wait.toNanos();
        while (!isReachable()) {
            if (System.nanoTime() - end >= 0) {
                throw new SkillUnavailableException(
                        "Nobody provides %s %s. Install a bundle that does, or ask again."
                                .formatted(name, filter));
            }
            pause();
        }
    }

    private boolean isReachable() {
        return references().map(ServiceReference::getBundle).anyMatch(this::isLeased);
    }

    private Stream<ServiceReference<?>> references() {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(name, filter);
            return Stream.ofNullable(found).flatMap(Arrays::stream);
        } catch (InvalidSyntaxException e) {
            throw new InvalidRequestException(
                    "The filter '%s' cannot be read. Write it as in (name=value)."
                            .formatted(filter),
                    e);
        }
    }

    /** Leases it by the class that its bundle knows; without a bundle it has just gone. */
    private boolean isLeased(Bundle bundle) {
        if (bundle == null) {
            return false;
        }
        try {
            broker.lease(bundle.loadClass(name), filter, Duration.ZERO).close();
            return true;
        } catch (ClassNotFoundException | IllegalStateException | SkillUnavailableException e) {
            return false;
        }
    }

    private void pause() {
        try {
            Thread.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    "The thread that waited for %s was interrupted. Ask again if it is still wanted."
                            .formatted(name),
                    e);
        }
    }
}
