package io.mingle.remote.internal.pool;

import io.mingle.remote.internal.wire.Offer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The endpoints of one rank that offer a service. Calls are shared out by weight, as the broker
 * does among versions of a bundle: one with the weight 3 gets three times the calls of one with 1.
 */
public final class EndpointPool {

    private static final long GLANCE_MILLIS = 1000;

    private final Offer offer;
    private List<Endpoint> endpoints = List.of();

    /**
     * @param offer what its endpoints do
     */
    public EndpointPool(Offer offer) {
        this.offer = offer;
    }

    /** Returns what its endpoints do. */
    public Offer offer() {
        return offer;
    }

    /** Has these endpoints from now on. Who waits looks again. */
    public synchronized void keep(List<Endpoint> those) {
        endpoints = List.copyOf(those);
        notifyAll();
    }

    /** Has who waits look again. */
    synchronized void wake() {
        notifyAll();
    }

    /** Tells whether there is one that is offered. */
    public boolean isOffered() {
        return all().stream().anyMatch(Endpoint::isOffered);
    }

    /** Returns its endpoints; unmodifiable. */
    public synchronized List<Endpoint> all() {
        return endpoints;
    }

    /** Draws one of those that may have a call now, by their weights. */
    Optional<Endpoint> choose(Predicate<Endpoint> wanted) {
        List<Endpoint> free = all().stream().filter(Endpoint::isFree).filter(wanted).toList();
        long total = free.stream().mapToLong(it -> it.target().weight()).sum();
        if (total <= 0) {
            return Optional.empty();
        }
        long drawn = ThreadLocalRandom.current().nextLong(total);
        for (Endpoint each : free) {
            drawn -= each.target().weight();
            if (drawn < 0) {
                return Optional.of(each);
            }
        }
        // A weight has become less meanwhile.
        return Optional.of(free.get(0));
    }

    /**
     * Waits until one may have a call.
     *
     * @param until by {@link System#nanoTime}
     * @param abandoned tells that nobody wants it any more; {@link #wake} has it asked
     * @return false if none can be had by then
     * @throws InterruptedException if the thread is interrupted
     */
    synchronized boolean await(Predicate<Endpoint> wanted, long until, Abandoned abandoned)
            throws InterruptedException {
        while (!abandoned.isSo()) {
            List<Endpoint> may =
                    endpoints.stream().filter(Endpoint::isOffered).filter(wanted).toList();
            if (may.stream().anyMatch(Endpoint::isFree)) {
                return true;
            }
            long left = until - System.nanoTime();
            long soonest = may.stream().mapToLong(Endpoint::rest).min().orElse(Long.MAX_VALUE);
            if (left <= 0 || soonest > left) {
                return false;
            }
            long rest = soonest > 0 ? soonest : left;
            wait(Math.min(GLANCE_MILLIS, TimeUnit.NANOSECONDS.toMillis(Math.min(left, rest)) + 1));
        }
        return true;
    }

    /**
     * Waits for a while.
     *
     * @param until by {@link System#nanoTime}
     * @throws InterruptedException if the thread is interrupted
     */
    synchronized void pause(long until, Abandoned abandoned) throws InterruptedException {
        for (long left; (left = until - System.nanoTime()) > 0 && !abandoned.isSo(); ) {
            wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
    }

    /** Tells whether a wait is still wanted. */
    @FunctionalInterface
    interface Abandoned {
        boolean isSo();
    }
}
