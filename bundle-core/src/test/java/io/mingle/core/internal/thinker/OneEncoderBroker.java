package io.mingle.core.internal.thinker;

import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.broker.Broker;
import io.mingle.broker.Call;
import io.mingle.broker.Lease;
import io.mingle.broker.Provider;
import io.mingle.thinker.ContentEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A broker without a framework, with at most one encoder of each kind. It never waits. */
final class OneEncoderBroker implements Broker {

    final Map<String, ContentEncoder> encoders = new HashMap<>();
    final List<String> held = new ArrayList<>();
    final List<Provider> providers = new ArrayList<>();
    Runnable onAbsence = () -> {};

    @Override
    public <T, R> Generation<R> generate(
            Class<T> service,
            String filter,
            Duration wait,
            Function<? super T, Generation<R>> call) {
        ContentEncoder encoder = encoders.get(filter);
        if (encoder == null) {
            onAbsence.run();
            throw new SkillUnavailableException("There is no " + filter);
        }
        held.add(filter);
        try {
            return call.apply(service.cast(encoder));
        } catch (RuntimeException e) {
            held.remove(filter);
            throw e;
        }
    }

    @Override
    public List<Provider> providers() {
        return List.copyOf(providers);
    }

    @Override
    public <T, R> Generation<R> generate(
            Class<T> service, Duration wait, Function<? super T, Generation<R>> call) {
        throw new UnsupportedOperationException("Encoders are told apart by a filter");
    }

    @Override
    public <T> Lease<T> lease(Class<T> service, Duration wait) {
        throw new UnsupportedOperationException("An answer takes its leases for as long as it is");
    }

    @Override
    public <T> Lease<T> lease(Class<T> service, String filter, Duration wait) {
        return lease(service, wait);
    }

    @Override
    public List<Call> calls() {
        return List.of();
    }

    @Override
    public boolean cancel(long number) {
        return false;
    }

    @Override
    public void share(String bundle, Map<String, Integer> weights) {
        throw new UnsupportedOperationException("There is one version of everything");
    }

    @Override
    public Map<String, Map<String, Integer>> shares() {
        return Map.of();
    }

    @Override
    public Map<String, Long> lost() {
        return Map.of();
    }
}
