package io.mingle.broker.internal;

import io.mingle.api.error.MingleException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.osgi.framework.ServiceReference;

/**
 * Why services that are registered could not be had, and whether it is worth to ask again.
 *
 * @param reasons finds the failure behind a service
 * @param calm whether no service has come or gone since shortly before a time of {@link
 *     System#nanoTime}
 */
record Failures(
        Function<ServiceReference<?>, Optional<MingleException>> reasons, LongPredicate calm) {

    /**
     * One failure.
     *
     * @param error tells it
     * @param lasting whether who asks again will get the same
     */
    record Failure(MingleException error, boolean lasting) {}

    /**
     * Finds out why a service could not be had. While others come and go it may have failed because
     * of them, and it may do better when a provider is there that it asked for itself.
     *
     * @param began when it was asked for
     * @return null if nobody knows
     */
    Failure of(ServiceReference<?> reference, long began) {
        boolean undisturbed = calm.test(began);
        return reasons.apply(reference)
                .map(error -> new Failure(error, undisturbed && !error.retryable()))
                .orElse(null);
    }
}
