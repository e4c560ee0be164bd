package io.mingle.broker.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.bundle.EventHook;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleRevisions;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Bundles that are about to stop, together with those that are wired to them: nobody is led there
 * any more, and the stop waits until what is under way there has ended.
 *
 * <p>The framework tells an event hook before any listener, on the thread that stops the bundle. So
 * Declarative Services has not begun to take components down: a service that is only being built up
 * for its first caller finds all that it needs, and who stands on the bundle ends while the bundle
 * still serves. The calls that such calls make themselves go through.
 *
 * <p>Afterwards the bundles are held until the one that went is back, since whoever refreshes it
 * will stop what is wired to it: a call that was let in there would wait for what cannot come back
 * before that call has ended. Who never comes back is not waited for long.
 */
final class Departures implements EventHook {

    /** How long those that are wired to a bundle wait for it to be back. */
    private static final Duration ABSENCE = Duration.ofSeconds(10);

    private final Supplier<Duration> drainTimeout;
    private final Runnable changed;
    private final Map<Long, Departure> departures = new ConcurrentHashMap<>();
    private final Set<Claim> claims = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> lost = new ConcurrentHashMap<>();

    /**
     * One bundle that goes.
     *
     * @param phase how far it is
     * @param bundles the number of it and of all that are wired to it
     * @param limit to which calls are waited for
     * @param end when it is forgotten
     */
    private record Departure(Phase phase, Set<Long> bundles, Deadline limit, Deadline end) {

        boolean holds(long bundle) {
            return bundles.contains(bundle) && end.left() > 0;
        }

        /**
         * Returns what is left of it when the bundle has come back, or for good: null, unless
         * others are wired to code that it has no more. They will be stopped to be rewired.
         */
        Departure left(Bundle back) {
            if (wiredTo(back, wiring -> !wiring.isCurrent()).isEmpty()) {
                return null;
            }
            Set<Long> others = new HashSet<>(bundles);
            others.remove(back.getBundleId());
            return new Departure(Phase.BACK, others, limit, Deadline.after(ABSENCE));
        }
    }

    private enum Phase {
        /** Calls are waited for; nothing has been taken down. */
        DRAINING,
        /** It stops, or has stopped. */
        GONE,
        /** It is there again, but others have yet to be rewired. */
        BACK
    }

    /**
     * Creates it.
     *
     * @param drainTimeout how long calls are waited for
     * @param changed has everybody look again at who may be called, one pool after the other under
     *     its lock
     */
    Departures(Supplier<Duration> drainTimeout, Runnable changed) {
        this.drainTimeout = drainTimeout;
        this.changed = changed;
    }

    @Override
    public void event(BundleEvent event, Collection<BundleContext> contexts) {
        Bundle bundle = event.getBundle();
        switch (event.getType()) {
            case BundleEvent.STOPPING -> {
                if (bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID) {
                    depart(bundle);
                }
            }
            case BundleEvent.STARTED, BundleEvent.UNINSTALLED -> {
                departures.computeIfPresent(bundle.getBundleId(), (id, it) -> it.left(bundle));
                changed.run();
            }
            default -> {
                // Whoever has gone is still gone.
            }
        }
    }

    private void depart(Bundle bundle) {
        long id = bundle.getBundleId();
        Duration patience = drainTimeout.get();
        Deadline limit = Deadline.after(patience);
        Set<Long> bundles = new HashSet<>();
        collect(bundle, bundles);
        Deadline end = Deadline.after(patience.plus(ABSENCE));
        departures.put(id, new Departure(Phase.DRAINING, bundles, limit, end));
        // From here on, every claim that was given before is counted, and no other is given.
        changed.run();
        awaitEnd(bundles, limit);
        departures.put(id, new Departure(Phase.GONE, bundles, limit, Deadline.after(ABSENCE)));
    }

    private static void collect(Bundle bundle, Set<Long> bundles) {
        if (bundles.add(bundle.getBundleId())) {
            wiredTo(bundle, wiring -> true).forEach(it -> collect(it, bundles));
        }
    }

    /** Returns the bundles that are wired to some of what a bundle is and was. */
    private static List<Bundle> wiredTo(Bundle bundle, Predicate<BundleWiring> which) {
        BundleRevisions revisions = bundle.adapt(BundleRevisions.class);
        List<BundleRevision> all = revisions == null ? List.of() : revisions.getRevisions();
        return all.stream()
                .map(BundleRevision::getWiring)
                .filter(wiring -> wiring != null && which.test(wiring))
                .map(wiring -> wiring.getProvidedWires(null))
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .map(wire -> wire.getRequirer().getBundle())
                .filter(it -> it != bundle)
                .toList();
    }

    /** Waits for calls, and is not to be interrupted: stopping early would fail them. */
    private synchronized void awaitEnd(Set<Long> bundles, Deadline limit) {
        boolean interrupted = false;
        while (limit.left() > 0 && claims.stream().anyMatch(it -> isAwaited(it, bundles))) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, limit.left());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A thread that stops what it calls would wait for itself. */
    private static boolean isAwaited(Claim claim, Set<Long> bundles) {
        return bundles.contains(claim.provider().bundleId()) && !claim.isHeldByCurrentThread();
    }

    /** A claim was given; called under the lock under which {@link #holds} was asked. */
    void began(Claim claim) {
        claims.add(claim);
    }

    void ended(Claim claim) {
        claims.remove(claim);
        synchronized (this) {
            notifyAll();
        }
    }

    /**
     * Tells whether nobody is to be led to a bundle, except for calls that have to end before it
     * stops.
     *
     * @param bundle the number of who would be called
     * @param client the number of who calls
     */
    boolean holds(long bundle, long client) {
        return departures.values().stream()
                .anyMatch(it -> it.holds(bundle) && !isEnding(it, client));
    }

    private boolean isEnding(Departure departure, long client) {
        return departure.phase() == Phase.DRAINING
                && departure.bundles().contains(client)
                && claims.stream().anyMatch(it -> it.provider().bundleId() == client);
    }

    /**
     * Returns to when calls of a service are waited for that is unregistered now: not once more
     * where that was done for the whole bundle.
     */
    Deadline limit(long bundle) {
        return departures.values().stream()
                .filter(it -> it.phase() == Phase.GONE && it.holds(bundle))
                .map(Departure::limit)
                .findFirst()
                .orElseGet(() -> Deadline.after(drainTimeout.get()));
    }

    /** Calls were not waited for any longer. */
    void lose(String bundle, int calls) {
        lost.merge(bundle, (long) calls, Long::sum);
    }

    /** Counts the calls that were not waited for, by bundle. */
    Map<String, Long> lost() {
        return Map.copyOf(lost);
    }
}
