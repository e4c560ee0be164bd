package io.mingle.broker.absence;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;

/**
 * Tells whether services have come or gone just now. A component that failed meanwhile may have
 * done so because another was being replaced; what fails after things have calmed down fails for
 * good.
 */
public final class Unrest implements AllServiceListener, AutoCloseable {

    /** Longer than anybody waits before trying a component once more. */
    private static final Duration CALM = Duration.ofSeconds(1);

    private final BundleContext context;
    private final LongSupplier clock;
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
        return unrest;
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        if (event.getType() != ServiceEvent.MODIFIED) {
            last = clock.getAsLong();
        }
    }

    /**
     * Tells whether things have calmed down. A bundle that is being stopped may take long to let
     * its services go.
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
                        .noneMatch(it -> it.getState() == Bundle.STOPPING);
    }

    @Override
    public void close() {
        context.removeServiceListener(this);
    }
}
