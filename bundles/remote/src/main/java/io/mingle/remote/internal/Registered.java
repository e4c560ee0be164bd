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
     * Registers it, or takes it back. The latter waits for its calls as the broker has it, and may
     * be registered anew meanwhile: it is there for new calls as soon as it can be had.
     *
     * @param wanted asked when nobody else registers it or takes it back
     */
    void settle(BooleanSupplier wanted) {
        ServiceRegistration<?> gone = null;
        synchronized (this) {
            if (!wanted.getAsBoolean()) {
                gone = registration;
                registration = null;
            } else if (registration == null) {
                registration = register();
            }
        }
        if (gone != null) {
            gone.unregister();
        }
    }

    private ServiceRegistration<?> register() {
        return context.registerService(
                offered.type().getName(),
                offered.service(),
                new Hashtable<>(
                        Map.of(
                                Constants.SERVICE_RANKING,
                                ranking,
                                Constants.SERVICE_DESCRIPTION,
                                "of other hosts")));
    }
}
