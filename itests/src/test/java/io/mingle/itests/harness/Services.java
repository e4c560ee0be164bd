package io.mingle.itests.harness;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** Finds services for tests. */
public final class Services {

    private static final long WAIT_SECONDS = 60;

    private Services() {}

    /**
     * Waits for a service.
     *
     * @param context of the bundle that uses it
     * @param type the service's interface
     * @param <T> the service's interface
     * @return the service
     * @throws AssertionError if none comes within a minute; names the bundles that are there
     */
    public static <T> T await(BundleContext context, Class<T> type) {
        ServiceTracker<T, T> tracker = new ServiceTracker<>(context, type, null);
        tracker.open();
        try {
            T service = tracker.waitForService(TimeUnit.SECONDS.toMillis(WAIT_SECONDS));
            if (service == null) {
                throw new AssertionError(
                        "No "
                                + type.getName()
                                + " within "
                                + WAIT_SECONDS
                                + " s; bundles: "
                                + Arrays.stream(context.getBundles())
                                        .map(Services::describe)
                                        .collect(Collectors.joining(", ")));
            }
            // Held until the bundle stops; what closing the tracker gives back is a second count.
            return context.getService(tracker.getServiceReference());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for " + type.getName(), e);
        } finally {
            tracker.close();
        }
    }

    /**
     * Waits until the broker has a configuration: Configuration Admin hands on what is new to it on
     * a thread of its own.
     *
     * @param context of any bundle
     * @param filter of the broker's properties
     * @throws Exception if the filter cannot be read, the thread is interrupted, or it does not
     *     come within a minute
     */
    public static void awaitBroker(BundleContext context, String filter) throws Exception {
        String type = "io.mingle.broker.internal.LeasingBroker";
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (context.getAllServiceReferences(type, filter) == null) {
            if (System.nanoTime() > end) {
                throw new AssertionError("No broker with " + filter);
            }
            Thread.sleep(1);
        }
    }

    private static String describe(Bundle bundle) {
        return bundle.getSymbolicName()
                + (bundle.getState() == Bundle.ACTIVE ? "" : " (state " + bundle.getState() + ")");
    }
}
