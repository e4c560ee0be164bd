package io.mingle.broker.internal;

import io.mingle.broker.Call;
import io.mingle.broker.Provider;
import io.mingle.trust.Trust;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Filter;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All providers of one service as the framework has them, and the leases on them.
 *
 * <p>The framework calls a service listener synchronously from within {@code unregister()}, before
 * anything of the provider is torn down. There the pool closes the provider to new leases and waits
 * for those that are out. Listener and leases meet under the lock of the {@link ProviderTable}.
 *
 * <p>A {@code ServiceTracker} would not do: while it is still adding a service on one thread, its
 * removal on another is not reported synchronously.
 */
final class ServicePool implements AllServiceListener {

    private static final Logger log = LoggerFactory.getLogger(ServicePool.class);

    private final BundleContext context;
    private final String service;
    private final StoppingBundles stopping;
    private final Failures failures;
    private final ProviderTable table;
    private volatile boolean listening;

    ServicePool(
            BundleContext context,
            String service,
            Trust trust,
            Shares shares,
            StoppingBundles stopping,
            Failures failures) {
        this.context = context;
        this.service = service;
        this.stopping = stopping;
        this.failures = failures;
        this.table = new ProviderTable(service, trust, shares, stopping);
    }

    /** Begins to follow the providers, once; those that are registered are known on return. */
    void open() {
        if (!listening) {
            openNow();
        }
    }

    private synchronized void openNow() {
        if (listening) {
            return;
        }
        try {
            context.addServiceListener(this, "(objectClass=" + service + ")");
            ServiceReference<?>[] present = context.getAllServiceReferences(service, null);
            for (int i = 0; present != null && i < present.length; i++) {
                arrive(present[i]);
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("The class name " + service + " is no filter value", e);
        }
        listening = true;
    }

    /** Gives no more leases; who waits for one is told so. */
    void shut() {
        context.removeServiceListener(this);
        table.close();
    }

    /** Waits for the leases of a pool that has been shut. */
    void drain(Deadline deadline) {
        table.providers().forEach(provider -> drain(provider, deadline));
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        switch (event.getType()) {
            case ServiceEvent.REGISTERED, ServiceEvent.MODIFIED ->
                    arrive(event.getServiceReference());
            case ServiceEvent.UNREGISTERING -> leave(event.getServiceReference());
            default -> log.debug("Event {} of {} changes nothing", event.getType(), service);
        }
    }

    private void arrive(ServiceReference<?> reference) {
        Bundle registrar = reference.getBundle();
        if (registrar != null) {
            table.arrive(reference, registrar);
        }
    }

    private void leave(ServiceReference<?> reference) {
        TrackedService provider = table.leave(reference);
        if (provider != null) {
            drain(provider, stopping.limit(provider.bundleId()));
        }
    }

    /**
     * Leases a provider. One that is registered and cannot be had is passed over for others, and is
     * asked again if there are none, unless it fails for good.
     *
     * @param clients the numbers of the bundle that asks, and of those that it does so for
     * @param filter on its properties; null for none
     */
    <T> ServiceLease<T> lease(Set<Long> clients, Class<T> type, Filter filter, Duration wait) {
        Deadline deadline = Deadline.after(wait);
        Waiter waiter = new Waiter(clients, filter);
        while (true) {
            Claim claim = table.claim(waiter, deadline, wait);
            TrackedService provider = claim.provider();
            long began = System.nanoTime();
            ServiceLease<T> lease = null;
            try {
                lease = ServiceLease.open(this, claim, type, objects(provider));
                if (lease != null) {
                    keep(provider);
                    return lease;
                }
                log.debug("{} is registered but gives no {}", provider, service);
                table.disappoint(waiter, provider, failures.of(provider.reference(), began));
            } finally {
                if (lease == null) {
                    release(claim);
                }
            }
        }
    }

    private ServiceObjects<Object> objects(TrackedService provider) {
        @SuppressWarnings("unchecked")
        ServiceReference<Object> reference = (ServiceReference<Object>) provider.reference();
        return context.getServiceObjects(reference);
    }

    /**
     * Keeps the service in use between leases.
     *
     * <p>Declarative Services deactivates a component that nobody uses; without this, every single
     * call would build the component up and tear it down again.
     */
    private void keep(TrackedService provider) {
        if (table.startKeeping(provider)) {
            context.getService(provider.reference());
        }
    }

    void release(Claim claim) {
        table.release(claim);
    }

    private void drain(TrackedService provider, Deadline deadline) {
        long begin = System.nanoTime();
        if (table.isClaimedByCurrentThread(provider)) {
            log.warn(
                    "{} is being stopped by a thread that holds a lease on its {} and so waits"
                            + " for itself. Close the lease before stopping the bundle",
                    provider,
                    service);
        }
        List<Claim> left = table.drain(provider, deadline);
        provider.drop(context);
        if (left.isEmpty()) {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            log.debug("{} of {} drained in {} ms", service, provider, millis);
        } else {
            log.warn(
                    "{} stops although {} lease(s) on its {} were not returned within the drain"
                            + " time-out; their calls may fail. Held by {}",
                    provider,
                    left.size(),
                    service,
                    left);
            stopping.lose(provider.bundle(), left.size());
            left.forEach(Claim::abandon);
        }
    }

    boolean isDraining(Claim claim) {
        return table.isDraining(claim);
    }

    /** Whether providers are admitted has changed: those that are now are given to who waits. */
    void lookAgain() {
        table.lookAgain();
    }

    /** A bundle has been uninstalled. */
    void release(long bundle) {
        table.forget(bundle);
    }

    List<Provider> describe() {
        return table.describe();
    }

    List<Call> calls(long now) {
        return table.claims().stream().map(claim -> claim.describe(service, now)).toList();
    }

    boolean cancel(long number) {
        return table.claims().stream()
                .anyMatch(claim -> claim.number() == number && claim.cancel());
    }
}
