package io.mingle.broker.absence;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Tells whether services have come or gone just now. A component that failed meanwhile may have
 * done so because another was being replaced; what fails after things have calmed down fails for
 * good.
 */
public final class Unrest implements AllServiceListener, SynchronousBundleListener, AutoCloseable {

    /** Longer than anybody waits before trying a component once more. */
    private static final Duration CALM = Duration.ofSeconds(1);

    /**
     * As long as the broker waits for a bundle's calls and the swapper for its stop, unless they
     * are configured otherwise. What takes longer is stuck, and lets nothing go that others wait
     * for.
     */
    private static final Duration LONGEST_STOP = Duration.ofMinutes(1);

    private final BundleContext context;
    private final LongSupplier clock;

    /**
     * Since when bundles are being stopped: since their calls have ended, or before that since it
     * was first seen.
     */
    private final Map<Bundle, Long> stopping = new ConcurrentHashMap<>();

    private volatile long last;

    private Unrest(BundleContext context, LongSupplier clock) {
        this.context = context;
        this.clock = clock;
        this.last = clock.getAsLong() - CALM.toNanos();
    }

    /**
     * Begins to watch; what has happened before is over.
     *
     * @param context of the bundle that watches
     * @param clock in nanoseconds
     * @return watches until it is closed, or the bundle stops
     */
    public static Unrest watch(BundleContext context, LongSupplier clock) {
        Unrest unrest = new Unrest(context, clock);
        context.addServiceListener(unrest);
        context.addBundleListener(unrest);
        return unrest;
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING) {
            stopping.put(event.getBundle(), clock.getAsLong());
        } else {
            stopping.remove(event.getBundle());
        }
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        if (event.getType() != ServiceEvent.MODIFIED) {
            last = clock.getAsLong();
        }
    }

    /**
     * Tells whether things have calmed down. A bundle that is being stopped may take long to let
     * its services go; one that is stuck is no longer waited for.
     *
     * @return true if what fails now fails for good
     */
    public boolean isOver() {
        return wasOverSince(clock.getAsLong());
    }

    /**
     * Tells whether things had calmed down at a time, and have been calm since then.
     *
     * @param then on the clock
     * @return true if what was begun then, and has failed, fails for good
     */
    public boolean wasOverSince(long then) {
        return then - last >= CALM.toNanos()
                && Arrays.stream(context.getBundles())
                        .filter(it -> it.getState() == Bundle.STOPPING)
                        .noneMatch(this::mayEnd);
    }

    private boolean mayEnd(Bundle bundle) {
        long now = clock.getAsLong();
        return now - stopping.computeIfAbsent(bundle, it -> now) < LONGEST_STOP.toNanos();
    }

    @Override
    public void close() {
        context.removeServiceListener(this);
        context.removeBundleListener(this);
    }
}
