package io.mingle.broker;

import io.mingle.api.error.InvalidRequestException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The right to call a service: while the lease is open, the provider does not go away.
 *
 * <p>A provider that is being stopped waits for its leases, at most for the broker's drain
 * time-out, after which calls may fail; so hold one for as long as a call lasts and no longer. A
 * thread that holds a lease must not stop the provider's bundle.
 *
 * @param <T> the service's interface
 */
@ProviderType
public interface Lease<T> extends AutoCloseable {

    /**
     * Returns the service. Must not be kept beyond the lease.
     *
     * @return the same object every time
     * @throws InvalidRequestException if the lease has been closed
     */
    T service();

    /**
     * Names the bundle that provides the service.
     *
     * @return symbolic name and version, also after the lease has been closed
     */
    String provider();

    /** Returns the lease. May be called from any thread; has no effect a second time. */
    @Override
    void close();
}
