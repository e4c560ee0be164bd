package io.mingle.swap.internal;

import io.mingle.api.event.Generation;
import io.mingle.broker.Broker;
import io.mingle.broker.Call;
import io.mingle.broker.Lease;
import io.mingle.broker.Provider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A broker through which nobody calls: all there is of it are the shares. */
final class SharingBroker implements Broker {

    private final Map<String, Map<String, Integer>> shares = new ConcurrentHashMap<>();

    @Override
    public void share(String bundle, Map<String, Integer> weights) {
        if (weights.isEmpty()) {
            shares.remove(bundle);
        } else {
            shares.put(bundle, Map.copyOf(weights));
        }
    }

    @Override
    public Map<String, Map<String, Integer>> shares() {
        return Map.copyOf(shares);
    }

    @Override
    public List<Call> calls() {
        return List.of();
    }

    @Override
    public Map<String, Long> lost() {
        return Map.of();
    }

    @Override
    public List<Provider> providers() {
        return List.of();
    }

    @Override
    public boolean cancel(long number) {
        return false;
    }

    @Override
    public <T> Lease<T> lease(Class<T> service, Duration wait) {
        throw new AssertionError("Nobody calls here");
    }

    @Override
    public <T> Lease<T> lease(Class<T> service, String filter, Duration wait) {
        throw new AssertionError("Nobody calls here");
    }

    @Override
    public <T, R> Generation<R> generate(
            Class<T> service, Duration wait, Function<? super T, Generation<R>> call) {
        throw new AssertionError("Nobody calls here");
    }

    @Override
    public <T, R> Generation<R> generate(
            Class<T> service,
            String filter,
            Duration wait,
            Function<? super T, Generation<R>> call) {
        throw new AssertionError("Nobody calls here");
    }
}
