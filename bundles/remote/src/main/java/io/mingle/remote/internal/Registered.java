package io.mingle.remote.internal;

import io.mingle.remote.internal.service.OfferedService;
import java.util.Hashtable;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

/** A service that is registered as long as it can be had. */
final class Registered {

    private final BundleContext context;
    private final OfferedService<?> offered;
    private final int ranking;
    private ServiceRegistration<?> registration;

    Registered(BundleContext context, OfferedService<?> offered, int ranking) {
        this.context = context;
        this.offered = offered;
        this.ranking = ranking;
    }

    /**
     * Registers it, or takes it back, which waits for its calls as the broker has it.
     *
     * @param wanted asked when nobody else registers it or takes it back
     */
    synchronized void settle(BooleanSupplier wanted) {
        if (wanted.getAsBoolean() && registration == null) {
            registration =
                    context.registerService(
                            offered.type().getName(),
                            offered.service(),
                            new Hashtable<>(
                                    Map.of(
                                            Constants.SERVICE_RANKING,
                                            ranking,
                                            Constants.SERVICE_DESCRIPTION,
                                            "of other hosts")));
        } else if (registration != null && !wanted.getAsBoolean()) {
            ServiceRegistration<?> gone = registration;
            registration = null;
            gone.unregister();
        }
    }
}
