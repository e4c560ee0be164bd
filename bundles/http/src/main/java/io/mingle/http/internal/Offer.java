package io.mingle.http.internal;

import io.mingle.broker.Broker;
import java.util.function.ToIntFunction;
import org.osgi.framework.Bundle;

/** Tells whether a bundle that is installed offers a service. */
public final class Offer {

    private final Broker broker;
    private final ToIntFunction<String> bundles;
    private final Class<?> service;
    private volatile String provider = "";

    /**
     * @param bundles tells the state of the bundle with a symbolic name, as {@link BundleState}
     */
    public Offer(Broker broker, ToIntFunction<String> bundles, Class<?> service) {
        this.broker = broker;
        this.bundles = bundles;
        this.service = service;
    }

    /**
     * Tells whether there is one. Where its service has gone and the bundle is still there, it is
     * being replaced, and may be waited for.
     */
    public boolean isThere() {
        broker.providers().stream()
                .filter(it -> it.service().equals(service.getName()))
                .findFirst()
                .ifPresent(it -> provider = it.bundle());
        return !provider.isEmpty() && bundles.applyAsInt(provider) != Bundle.UNINSTALLED;
    }
}
