package io.mingle.broker.internal;

import io.mingle.broker.internal.Failures.Failure;
import java.util.HashSet;
import java.util.Set;
import org.osgi.framework.Filter;

/**
 * A caller that waits. Whoever makes a provider known claims it for those that wait, so that it is
 * theirs even if it is stopped before they wake up.
 *
 * <p>Guarded by the lock of the {@link ProviderTable} in which it waits.
 */
final class Waiter {

    private final Set<Long> clients;
    private final Filter filter;
    private final Thread thread = Thread.currentThread();
    private final Set<TrackedService> failed = new HashSet<>();
    private Failure failure;
    private Claim claim;

    /**
     * Creates one for this thread.
     *
     * @param clients the numbers of the bundle that asks, and of those that it does so for
     * @param filter on a provider's properties; null for none
     */
    Waiter(Set<Long> clients, Filter filter) {
        this.clients = clients;
        this.filter = filter;
    }

    Set<Long> clients() {
        return clients;
    }

    Filter filter() {
        return filter;
    }

    /** Tells whether it would take a provider, as far as its own wishes go. */
    boolean wants(TrackedService provider) {
        return !failed.contains(provider) && (filter == null || filter.match(provider.reference()));
    }

    boolean isServed() {
        return claim != null;
    }

    Claim serve(TrackedService provider) {
        claim = provider.claim(thread);
        return claim;
    }

    /** Returns what it was served, which it then has no more; null if nothing. */
    Claim take() {
        Claim taken = claim;
        claim = null;
        return taken;
    }

    /**
     * Notes that what it was served could not be had.
     *
     * @param why null if nobody knows
     */
    void disappoint(TrackedService provider, Failure why) {
        failed.add(provider);
        failure = why;
    }

    boolean isDisappointed() {
        return !failed.isEmpty();
    }

    /** Takes again what it could not have before. */
    void hopeAgain() {
        failed.clear();
    }

    /** Returns why the last one could not be had; null if nobody knows or all could. */
    Failure failure() {
        return failure;
    }
}
