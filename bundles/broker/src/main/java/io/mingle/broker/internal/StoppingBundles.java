package io.mingle.broker.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.bundle.EventHook;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleRevisions;
import org.osgi.framework.wiring.BundleWire;
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
 * before that call has ended. One that has been rewired to others meanwhile is not held any more,
 * and who never comes back is not waited for long.
 */
final class StoppingBundles implements EventHook {

    /** How long those that are wired to a bundle wait for it to be back. */
    private static final Duration ABSENCE = Duration.ofSeconds(10);

    private static final Comparator<Deadline> LATER = Comparator.comparingLong(Deadline::left);

    private final Supplier<Duration> drainTimeout;
    private final Runnable changed;
    private final Map<Long, Stop> stops = new ConcurrentHashMap<>();
    private final Set<Claim> claims = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> lost = new ConcurrentHashMap<>();

    /**
     * One bundle that goes.
     *
     * @param phase how far it is
     * @param limits to which calls are waited for, by the number of the bundle that they call: of
     *     it and of all that are wired to it
     * @param end when it is forgotten
     */
    private record Stop(Phase phase, Map<Long, Deadline> limits, Deadline end) {

        boolean holds(long bundle) {
            return limits.containsKey(bundle) && end.left() > 0;
        }

        /**
         * Returns what is left of it when the bundle has come back, or for good: null, unless
         * others are wired to code that it has no more. They will be stopped to be rewired.
         */
        Stop left(Bundle back) {
            if (wiredTo(back, wiring -> !wiring.isCurrent()).isEmpty()) {
                return null;
            }
            return new Stop(Phase.BACK, limits, Deadline.after(ABSENCE))
                    .without(back.getBundleId());
        }

        /** Returns the same for all others. */
        Stop without(long bundle) {
            Map<Long, Deadline> others = new HashMap<>(limits);
            others.remove(bundle);
            return new Stop(phase, others, end);
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
    StoppingBundles(Supplier<Duration> drainTimeout, Runnable changed) {
        this.drainTimeout = drainTimeout;
        this.changed = changed;
    }

    @Override
    public void event(BundleEvent event, Collection<BundleContext> contexts) {
        Bundle bundle = event.getBundle();
        switch (event.getType()) {
            case BundleEvent.STOPPING -> {
                if (bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID) {
                    awaitCalls(bundle);
                }
            }
            case BundleEvent.STARTED, BundleEvent.UNINSTALLED -> {
                stops.computeIfPresent(bundle.getBundleId(), (id, it) -> it.left(bundle));
                if (event.getType() == BundleEvent.STARTED) {
                    letGo(bundle);
                }
                changed.run();
            }
            default -> {
                // Whoever has gone is still gone.
            }
        }
    }

    /** Who starts stands on what it is wired to now, and waits for nobody else to be back. */
    private void letGo(Bundle bundle) {
        Set<BundleWiring> below = new HashSet<>();
        collect(bundle.adapt(BundleWiring.class), below);
        Set<Long> standsOn =
                below.stream().map(it -> it.getBundle().getBundleId()).collect(Collectors.toSet());
        stops.replaceAll((id, it) -> standsOn.contains(id) ? it : it.without(bundle.getBundleId()));
    }

    private static void collect(BundleWiring wiring, Set<BundleWiring> below) {
        if (wiring != null && below.add(wiring)) {
            List<BundleWire> wires = wiring.getRequiredWires(null);
            if (wires != null) {
                wires.forEach(it -> collect(it.getProviderWiring(), below));
            }
        }
    }

    private void awaitCalls(Bundle bundle) {
        long id = bundle.getBundleId();
        Map<Long, Deadline> limits = new HashMap<>();
        collect(bundle, limits);
        Deadline end = Collections.max(limits.values(), LATER).plus(ABSENCE);
        stops.put(id, new Stop(Phase.DRAINING, limits, end));
        // From here on, every claim that was given before is counted, and no other is given.
        changed.run();
        awaitEnd(limits);
        stops.put(id, new Stop(Phase.GONE, limits, Deadline.after(ABSENCE)));
    }

    private void collect(Bundle bundle, Map<Long, Deadline> limits) {
        long id = bundle.getBundleId();
        if (limits.putIfAbsent(id, limit(id)) == null) {
            wiredTo(bundle, wiring -> true).forEach(it -> collect(it, limits));
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
    private synchronized void awaitEnd(Map<Long, Deadline> limits) {
        boolean interrupted = false;
        long left = left(limits);
        while (left > 0) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = left(limits);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many nanoseconds claims are waited for; a thread would wait for its own in vain. */
    private long left(Map<Long, Deadline> limits) {
        return claims.stream()
                .filter(it -> !it.isHeldByCurrentThread())
                .map(it -> limits.get(it.provider().bundleId()))
                .filter(Objects::nonNull)
                .mapToLong(Deadline::left)
                .max()
                .orElse(0);
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
     * @param clients the numbers of who calls, and of those that wait for that
     */
    boolean holds(long bundle, Set<Long> clients) {
        return stops.values().stream()
                .filter(it -> it.holds(bundle))
                .anyMatch(it -> clients.stream().noneMatch(client -> isEnding(it, client)));
    }

    private boolean isEnding(Stop stop, long client) {
        return stop.phase() == Phase.DRAINING
                && stop.limits().containsKey(client)
                && claims.stream().anyMatch(it -> it.provider().bundleId() == client);
    }

    /**
     * Returns to when calls of a bundle, or of a service of it, are waited for that goes now: not
     * once more where that was done when what it stands on, or the bundle itself, was stopped.
     */
    Deadline limit(long bundle) {
        return stops.values().stream()
                .filter(it -> it.holds(bundle))
                .map(it -> it.limits().get(bundle))
                .max(LATER)
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
