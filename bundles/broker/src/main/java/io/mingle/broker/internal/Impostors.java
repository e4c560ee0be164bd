package io.mingle.broker.internal;

import io.mingle.trust.Audit;
import io.mingle.trust.Trust;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Providers whose bundles are restricted and that offer a service under a name that is the host's.
 *
 * <p>Guarded by the lock of the {@link ProviderTable} that they are in, except for what is told.
 */
final class Impostors {

    private static final Logger log = LoggerFactory.getLogger(Impostors.class);

    private final String service;
    private final Trust trust;
    private final HostNames names = new HostNames();

    Impostors(String service, Trust trust) {
        this.service = service;
        this.trust = trust;
    }

    /** The name of a provider is the host's, if the provider is. */
    void learnFrom(TrackedService provider) {
        if (!trust.restricts(provider.bundleId())) {
            names.add(provider);
        }
    }

    /** A bundle has been uninstalled. */
    void forget(long bundle) {
        names.release(bundle);
    }

    boolean isOne(TrackedService provider) {
        return trust.restricts(provider.bundleId()) && names.contains(provider.name());
    }

    /** Finds those that have not been told of yet, and counts them as told. */
    List<TrackedService> news(Collection<TrackedService> providers) {
        return providers.stream().filter(this::isOne).filter(TrackedService::startTelling).toList();
    }

    void tell(TrackedService impostor) {
        String name = impostor.name();
        String what = service + (name.isEmpty() ? "" : " under the name '" + name + "'");
        log.warn(
                "{} offers {}, which is the host's; nobody is led there. Give it another name, or"
                        + " trust its jar with --trust",
                impostor,
                what);
        Audit.record("refused", "to offer " + what, impostor.toString(), null);
    }
}
