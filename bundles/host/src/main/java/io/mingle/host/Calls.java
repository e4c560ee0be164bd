package io.mingle.host;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Calls of services through the broker, for those who wait for a provider that is not there.
 *
 * @param broker knows the providers
 * @param patience knows how long to wait for them
 */
record Calls(Broker broker, Patience patience) {

    /**
     * Leases a service.
     *
     * @throws MingleException why there is no provider
     */
    <T> Lease<T> lease(Class<T> service) {
        return patience.wait(
                nameOf(service), null, wait -> broker.lease(service, wait), refused -> false);
    }

    /** Leases a service whose properties match a filter, as above. */
    <T> Lease<T> lease(Class<T> service, String filter) {
        return patience.wait(
                nameOf(service),
                filter,
                wait -> broker.lease(service, filter, wait),
                refused -> false);
    }

    /**
     * Begins a generation with the best provider of a service, under a lease that lasts as long as
     * it.
     *
     * @throws MingleException why there is no provider, or what the provider says
     */
    <T, R> Generation<R> begin(Class<T> service, Function<? super T, Generation<R>> call) {
        return begin(service, null, call, (wait, it) -> broker.generate(service, wait, it));
    }

    /** Begins a generation with a service whose properties match a filter, as above. */
    <T, R> Generation<R> begin(
            Class<T> service, String filter, Function<? super T, Generation<R>> call) {
        return begin(
                service, filter, call, (wait, it) -> broker.generate(service, filter, wait, it));
    }

    /** Remembers whether it was a provider that refused, or there is none. */
    private <T, R> Generation<R> begin(
            Class<T> service,
            String filter,
            Function<? super T, Generation<R>> call,
            BiFunction<Duration, Function<T, Generation<R>>, Generation<R>> once) {
        AtomicReference<SkillUnavailableException> refusal = new AtomicReference<>();
        Function<T, Generation<R>> noting =
                provider -> {
                    try {
                        return call.apply(provider);
                    } catch (SkillUnavailableException e) {
                        refusal.set(e);
                        throw e;
                    }
                };
        return patience.wait(
                nameOf(service),
                filter,
                wait -> once.apply(wait, noting),
                error -> error == refusal.get());
    }

    private static String nameOf(Class<?> service) {
        if (service == null) {
            throw new InvalidRequestException(
                    "A service was asked for without its interface. Pass one.");
        }
        return service.getName();
    }
}
