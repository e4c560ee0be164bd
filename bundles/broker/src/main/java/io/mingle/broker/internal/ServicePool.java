package io.mingle.broker.internal;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.broker.Call;
import io.mingle.broker.Provider;
import io.mingle.trust.Audit;
import io.mingle.trust.Trust;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All providers of one service, and the leases on them.
 *
 * <p>The framework calls a service listener synchronously from within {@code unregister()}, before
 * anything of the provider is torn down. There the pool closes the provider to new leases and waits
 * for those that are out. Listener and leases meet under one lock, so a lease is either given
 * before the provider is closed, and waited for, or not given at all. The lock is never held while
 * the framework or a provider is called.
 *
 * <p>A {@code ServiceTracker} would not do: while it is still adding a service on one thread, its
 * removal on another is not reported synchronously.
 */
final class ServicePool implements AllServiceListener {

    private static final Logger log = LoggerFactory.getLogger(ServicePool.class);

    /** How soon to look again at a provider that is registered but could not give its service. */
    private static final Duration RETRY = Duration.ofMillis(50);

    /** How soon to look again at all; that a bundle has been gone for too long is no event. */
    private static final long GLANCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final BundleContext context;
    private final String service;
    private final Trust trust;
    private final Shares shares;
    private final StoppingBundles stopping;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<ServiceReference<?>, TrackedService> providers = new HashMap<>();

    /** In the order in which they came. */
    private final Set<Waiter> waiters = new LinkedHashSet<>();

    /**
     * The event of a registration may arrive after that of its end; then it is not to be believed.
     */
    private final Set<ServiceReference<?>> gone = Collections.newSetFromMap(new WeakHashMap<>());

    private final HostNames names = new HostNames();

    private volatile boolean listening;
    private boolean closed;

    /**
     * A caller that waits. Whoever makes a provider known claims it for those that wait, so that it
     * is theirs even if it is stopped before they wake up.
     */
    private static final class Waiter {

        private final Set<Long> clients;
        private final Filter filter;
        private final Set<TrackedService> failed;
        private final Thread thread = Thread.currentThread();
        private Claim claim;

        Waiter(Set<Long> clients, Filter filter, Set<TrackedService> failed) {
            this.clients = clients;
            this.filter = filter;
            this.failed = failed;
        }
    }

    ServicePool(
            BundleContext context,
            String service,
            Trust trust,
            Shares shares,
            StoppingBundles stopping) {
        this.context = context;
        this.service = service;
        this.trust = trust;
        this.shares = shares;
        this.stopping = stopping;
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
        lock.lock();
        try {
            closed = true;
            providers.values().forEach(TrackedService::startDraining);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the leases of a pool that has been shut. */
    void drain(Deadline deadline) {
        List<TrackedService> all;
        lock.lock();
        try {
            all = List.copyOf(providers.values());
        } finally {
            lock.unlock();
        }
        all.forEach(provider -> drain(provider, deadline));
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

    /**
     * Leases a provider.
     *
     * @param clients the numbers of the bundle that asks, and of those that it does so for
     * @param filter on its properties; null for none
     */
    <T> ServiceLease<T> lease(Set<Long> clients, Class<T> type, Filter filter, Duration wait) {
        Deadline deadline = Deadline.after(wait);
        Set<TrackedService> failed = new HashSet<>();
        while (true) {
            Claim claim = claim(new Waiter(clients, filter, failed), deadline, wait);
            ServiceLease<T> lease = null;
            try {
                lease = ServiceLease.open(this, claim, type, objects(claim.provider()));
                if (lease != null) {
                    keep(claim.provider());
                    return lease;
                }
                failed.add(claim.provider());
                log.debug("{} is registered but gives no {}", claim.provider(), service);
            } finally {
                if (lease == null) {
                    release(claim);
                }
            }
        }
    }

    void release(Claim claim) {
        lock.lock();
        try {
            claim.provider().release(claim);
            stopping.ended(claim);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isDraining(Claim claim) {
        lock.lock();
        try {
            return claim.provider().isDraining() || isHeld(claim.provider());
        } finally {
            lock.unlock();
        }
    }

    List<Provider> describe() {
        lock.lock();
        try {
            return providers.values().stream()
                    .map(each -> each.describe(service, isHeld(each)))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    List<Call> calls(long now) {
        return claims().stream().map(claim -> claim.describe(service, now)).toList();
    }

    boolean cancel(long number) {
        return claims().stream().anyMatch(claim -> claim.number() == number && claim.cancel());
    }

    private List<Claim> claims() {
        lock.lock();
        try {
            return providers.values().stream().flatMap(each -> each.claims().stream()).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Whether providers are admitted has changed: those that are now are given to who waits. */
    void lookAgain() {
        lock.lock();
        try {
            serve();
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. */
    private void serve() {
        waiters.forEach(this::serve);
        changed.signalAll();
    }

    private void serve(Waiter waiter) {
        if (waiter.claim == null) {
            best(waiter)
                    .ifPresent(
                            provider -> {
                                waiter.claim = provider.claim(waiter.thread);
                                stopping.began(waiter.claim);
                            });
        }
    }

    /** Tells whether a stranger is not led to a provider that is not draining itself. */
    private boolean isHeld(TrackedService provider) {
        return stopping.holds(provider.bundleId(), Set.of(Constants.SYSTEM_BUNDLE_ID));
    }

    /** A bundle has been uninstalled. */
    void release(long bundle) {
        lock.lock();
        try {
            names.release(bundle);
        } finally {
            lock.unlock();
        }
    }

    private void arrive(ServiceReference<?> reference) {
        Bundle registrar = reference.getBundle();
        List<TrackedService> usurpers = List.of();
        lock.lock();
        try {
            if (registrar != null && !closed && !gone.contains(reference)) {
                TrackedService provider =
                        providers.computeIfAbsent(
                                reference, key -> new TrackedService(key, registrar));
                if (!trust.restricts(provider.bundleId())) {
                    names.add(provider);
                }
                usurpers =
                        providers.values().stream()
                                .filter(this::usurps)
                                .filter(TrackedService::startTelling)
                                .toList();
                serve();
            }
        } finally {
            lock.unlock();
        }
        usurpers.forEach(this::tell);
    }

    private boolean usurps(TrackedService provider) {
        return trust.restricts(provider.bundleId()) && names.contains(provider.name());
    }

    private void tell(TrackedService usurper) {
        String name = usurper.name();
        String what = service + (name.isEmpty() ? "" : " under the name '" + name + "'");
        log.warn(
                "{} offers {}, which is the host's; nobody is led there. Give it another name, or"
                        + " trust its jar with --trust",
                usurper,
                what);
        Audit.record("refused", "to offer " + what, usurper.toString(), null);
    }

    private void leave(ServiceReference<?> reference) {
        TrackedService provider;
        lock.lock();
        try {
            gone.add(reference);
            provider = providers.get(reference);
            if (provider != null) {
                provider.startDraining();
            }
        } finally {
            lock.unlock();
        }
        if (provider != null) {
            drain(provider, stopping.limit(provider.bundleId()));
        }
    }

    private void drain(TrackedService provider, Deadline deadline) {
        long begin = System.nanoTime();
        List<Claim> left;
        lock.lock();
        try {
            if (provider.isClaimedByCurrentThread()) {
                log.warn(
                        "{} is being stopped by a thread that holds a lease on its {} and so waits"
                                + " for itself. Close the lease before stopping the bundle",
                        provider,
                        service);
            }
            awaitUnclaimed(provider, deadline);
            left = provider.claims();
            // Given up once, they are not waited for again; their callers may never close them.
            left.forEach(stopping::ended);
            providers.remove(provider.reference());
        } finally {
            lock.unlock();
        }
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

    /** Waits, under the lock, and is not to be interrupted: stopping early would fail calls. */
    private void awaitUnclaimed(TrackedService provider, Deadline deadline) {
        boolean interrupted = false;
        while (provider.isClaimed() && deadline.left() > 0) {
            try {
                changed.awaitNanos(deadline.left());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Claim claim(Waiter waiter, Deadline deadline, Duration wait) {
        lock.lock();
        try {
            waiters.add(waiter);
            serve(waiter);
            Deadline again = Deadline.after(RETRY);
            while (waiter.claim == null) {
                long left = Math.min(GLANCE_NANOS, deadline.left());
                if (closed || left <= 0) {
                    throw unavailable(waiter.filter, wait);
                }
                changed.awaitNanos(waiter.failed.isEmpty() ? left : Math.min(left, again.left()));
                // Not sooner, whatever else has changed: those who try wake one another up.
                if (again.left() <= 0) {
                    waiter.failed.clear();
                    again = Deadline.after(RETRY);
                }
                serve(waiter);
            }
            return waiter.claim;
        } catch (InterruptedException e) {
            if (waiter.claim != null) {
                release(waiter.claim);
            }
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    "The thread that waited for a provider of "
                            + service
                            + " was interrupted. Ask again if it is still wanted.",
                    e);
        } finally {
            waiters.remove(waiter);
            lock.unlock();
        }
    }

    private Optional<TrackedService> best(Waiter waiter) {
        List<TrackedService> admitted =
                providers.values().stream()
                        .filter(it -> !closed && !it.isDraining() && !waiter.failed.contains(it))
                        .filter(it -> !stopping.holds(it.bundleId(), waiter.clients))
                        .filter(it -> waiter.filter == null || waiter.filter.match(it.reference()))
                        .filter(it -> !usurps(it))
                        .filter(shares::admits)
                        .toList();
        return admitted.isEmpty() ? Optional.empty() : Optional.of(shares.choose(admitted));
    }

    private SkillUnavailableException unavailable(Filter filter, Duration wait) {
        return new SkillUnavailableException(
                "A provider of "
                        + service
                        + (filter == null ? "" : " with " + filter)
                        + " was asked for and none was ready within "
                        + Deadline.bounded(wait).toMillis()
                        + " ms"
                        + (closed ? " (the broker is being stopped)" : "")
                        + "; registered: "
                        + (providers.isEmpty() ? "none" : describe())
                        + ". Install and start a bundle that provides it, or try again later.");
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
        boolean first;
        lock.lock();
        try {
            first = provider.startKeeping();
        } finally {
            lock.unlock();
        }
        if (first) {
            context.getService(provider.reference());
        }
    }
}
