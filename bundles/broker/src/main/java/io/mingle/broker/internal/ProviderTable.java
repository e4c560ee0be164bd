package io.mingle.broker.internal;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.broker.Provider;
import io.mingle.broker.internal.Failures.Failure;
import io.mingle.trust.Trust;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.ServiceReference;

/**
 * The providers of one service, the claims on them, and those that wait for one: all under one
 * lock. So a claim is either given before a provider is closed, and waited for, or not given at
 * all. The lock is never held while the framework or a provider is called.
 */
final class ProviderTable {

    /** How soon to look again at a provider that is registered but could not give its service. */
    private static final Duration RETRY = Duration.ofMillis(50);

    /** How soon to look again at all; that a bundle has been gone for too long is no event. */
    private static final long GLANCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String service;
    private final Shares shares;
    private final StoppingBundles stopping;
    private final Impostors impostors;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<ServiceReference<?>, TrackedService> providers = new HashMap<>();

    /** In the order in which they came. */
    private final Set<Waiter> waiters = new LinkedHashSet<>();

    /**
     * The event of a registration may arrive after that of its end; then it is not to be believed.
     */
    private final Set<ServiceReference<?>> gone = Collections.newSetFromMap(new WeakHashMap<>());

    private boolean closed;

    ProviderTable(String service, Trust trust, Shares shares, StoppingBundles stopping) {
        this.service = service;
        this.shares = shares;
        this.stopping = stopping;
        this.impostors = new Impostors(service, trust);
    }

    /** Gives no more claims; who waits for one is told so. */
    void close() {
        lock.lock();
        try {
            closed = true;
            providers.values().forEach(TrackedService::startDraining);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A service was registered, or its properties have changed: it is given to who waits. */
    void arrive(ServiceReference<?> reference, Bundle registrar) {
        List<TrackedService> news = List.of();
        lock.lock();
        try {
            if (!closed && !gone.contains(reference)) {
                impostors.learnFrom(
                        providers.computeIfAbsent(
                                reference, key -> new TrackedService(key, registrar)));
                news = impostors.news(providers.values());
                serve();
            }
        } finally {
            lock.unlock();
        }
        news.forEach(impostors::tell);
    }

    /**
     * A service is being unregistered: no more claims are given on it.
     *
     * @return its provider, or null if it was not known
     */
    TrackedService leave(ServiceReference<?> reference) {
        lock.lock();
        try {
            gone.add(reference);
            TrackedService provider = providers.get(reference);
            if (provider != null) {
                provider.startDraining();
            }
            return provider;
        } finally {
            lock.unlock();
        }
    }

    /** A bundle has been uninstalled. */
    void forget(long bundle) {
        lock.lock();
        try {
            impostors.forget(bundle);
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

    /**
     * Waits until there is a provider.
     *
     * @param wait how long it was to take, for the message
     * @throws MingleException if there is none in time, or none that can be had
     */
    Claim claim(Waiter waiter, Deadline deadline, Duration wait) {
        lock.lock();
        try {
            waiters.add(waiter);
            serve(waiter);
            Deadline again = Deadline.after(RETRY);
            while (!waiter.isServed()) {
                Failure failure = waiter.failure();
                if (failure != null && failure.lasting() && !mayComeFromAnother(waiter)) {
                    throw failure.error();
                }
                long left = Math.min(GLANCE_NANOS, deadline.left());
                if (closed || left <= 0) {
                    throw unavailable(waiter, wait);
                }
                changed.awaitNanos(waiter.isDisappointed() ? Math.min(left, again.left()) : left);
                // Not sooner, whatever else has changed: those who try wake one another up.
                if (again.left() <= 0) {
                    waiter.hopeAgain();
                    again = Deadline.after(RETRY);
                }
                serve(waiter);
            }
            return waiter.take();
        } catch (InterruptedException e) {
            if (waiter.isServed()) {
                release(waiter.take());
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

    /**
     * The service of a provider could not be had.
     *
     * @param why null if nobody knows
     */
    void disappoint(Waiter waiter, TrackedService provider, Failure why) {
        lock.lock();
        try {
            provider.setFailed(true);
            waiter.disappoint(provider, why);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The service of a provider was had.
     *
     * @return whether it is to be kept in use from now on
     */
    boolean startKeeping(TrackedService provider) {
        lock.lock();
        try {
            provider.setFailed(false);
            return provider.startKeeping();
        } finally {
            lock.unlock();
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

    /**
     * Waits for the claims on a provider that is closed, forgets it, and is not to be interrupted:
     * stopping early would fail calls.
     *
     * @return the claims that were not waited for any longer
     */
    List<Claim> drain(TrackedService provider, Deadline deadline) {
        boolean interrupted = false;
        lock.lock();
        try {
            while (provider.isClaimed() && deadline.left() > 0) {
                try {
                    changed.awaitNanos(deadline.left());
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            List<Claim> left = provider.claims();
            // Given up once, they are not waited for again; their callers may never close them.
            left.forEach(stopping::ended);
            providers.remove(provider.reference());
            return left;
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    boolean isClaimedByCurrentThread(TrackedService provider) {
        lock.lock();
        try {
            return provider.isClaimedByCurrentThread();
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

    List<TrackedService> providers() {
        lock.lock();
        try {
            return List.copyOf(providers.values());
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

    List<Claim> claims() {
        lock.lock();
        try {
            return providers.values().stream().flatMap(each -> each.claims().stream()).toList();
        } finally {
            lock.unlock();
        }
    }

    private void serve() {
        waiters.forEach(this::serve);
        changed.signalAll();
    }

    private void serve(Waiter waiter) {
        if (!waiter.isServed()) {
            best(waiter).ifPresent(provider -> stopping.began(waiter.serve(provider)));
        }
    }

    /** Tells whether there is another provider that is only held back now, as in its trial. */
    private boolean mayComeFromAnother(Waiter waiter) {
        return providers.values().stream().anyMatch(it -> waiter.wants(it) && !impostors.isOne(it));
    }

    private Optional<TrackedService> best(Waiter waiter) {
        List<TrackedService> admitted =
                providers.values().stream()
                        .filter(it -> !closed && !it.isDraining() && waiter.wants(it))
                        .filter(it -> !stopping.holds(it.bundleId(), waiter.clients()))
                        .filter(it -> !impostors.isOne(it))
                        .filter(shares::admits)
                        .toList();
        return admitted.isEmpty() ? Optional.empty() : Optional.of(shares.choose(admitted));
    }

    /** Tells whether a stranger is not led to a provider that is not draining itself. */
    private boolean isHeld(TrackedService provider) {
        return stopping.holds(provider.bundleId(), Set.of(Constants.SYSTEM_BUNDLE_ID));
    }

    private SkillUnavailableException unavailable(Waiter waiter, Duration wait) {
        Filter filter = waiter.filter();
        MingleException failure = waiter.failure() == null ? null : waiter.failure().error();
        return SkillUnavailableException.absent(
                "A provider of "
                        + service
                        + (filter == null ? "" : " with " + filter)
                        + " was asked for and none was ready within "
                        + Deadline.bounded(wait).toMillis()
                        + " ms"
                        + (closed ? " (the broker is being stopped)" : "")
                        + "; registered: "
                        + (providers.isEmpty() ? "none" : describe())
                        + ". "
                        + (failure == null
                                ? "Install and start a bundle that provides it, or try again later."
                                : failure.getMessage()),
                failure);
    }
}
