package io.mingle.host.launch;

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
final class Unrest implements AllServiceListener {

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
     * @param clock in nanoseconds
     */
    static Unrest watch(BundleContext context, LongSupplier clock) {
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

    /** A bundle that is being stopped may take long to let its services go. */
    boolean isOver() {
        return clock.getAsLong() - last >= CALM.toNanos()
                && Arrays.stream(context.getBundles())
                        .noneMatch(it -> it.getState() == Bundle.STOPPING);
    }
}
