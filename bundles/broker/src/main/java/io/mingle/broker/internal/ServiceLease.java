package io.mingle.broker.internal;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.broker.Lease;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.ServiceObjects;

/**
 * A lease on a service of the framework.
 *
 * <p>Once closed it holds nothing of the provider any more, so that a forgotten lease does not keep
 * the classes of an old bundle alive.
 */
final class ServiceLease<T> implements Lease<T> {

    private final String provider;
    private final AtomicReference<Holding<T>> holding;

    private ServiceLease(String provider, Holding<T> holding) {
        this.provider = provider;
        this.holding = new AtomicReference<>(holding);
    }

    /**
     * Gets the service that has been claimed.
     *
     * @return the lease, or null if the provider cannot give the service or gives one of another
     *     type; then the claim remains the caller's
     */
    static <T> ServiceLease<T> open(
            ServicePool pool, Claim claim, Class<T> type, ServiceObjects<Object> objects) {
        Object object = objects == null ? null : objects.getService();
        if (type.isInstance(object)) {
            return new ServiceLease<>(
                    claim.provider().toString(),
                    new Holding<>(pool, claim, objects, type.cast(object)));
        }
        if (object != null) {
            objects.ungetService(object);
        }
        return null;
    }

    @Override
    public T service() {
        Holding<T> open = holding.get();
        if (open == null) {
            throw new InvalidRequestException(
                    "The service of "
                            + provider
                            + " was called for after its lease had been closed. Lease it again.");
        }
        return open.service();
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public void close() {
        Holding<T> open = holding.getAndSet(null);
        if (open != null) {
            open.giveBack();
        }
    }

    /** Tells whether the provider is being stopped, so that nobody is led to it any more. */
    boolean isLeaving() {
        Holding<T> open = holding.get();
        return open != null && open.pool().isDraining(open.claim());
    }

    /** The lease goes on without the thread that took it. */
    void handOver(long number, Runnable cancel, Runnable abandon) {
        Holding<T> open = holding.get();
        if (open != null) {
            open.claim().handOver(number, cancel, abandon);
        }
    }

    private record Holding<T>(
            ServicePool pool, Claim claim, ServiceObjects<Object> objects, T service) {

        void giveBack() {
            try {
                objects.ungetService(service);
            } catch (IllegalStateException | IllegalArgumentException e) {
                // The drain timed out and the service, or the broker, has gone: nothing is left to
                // unget.
            } finally {
                pool.release(claim);
            }
        }
    }
}
