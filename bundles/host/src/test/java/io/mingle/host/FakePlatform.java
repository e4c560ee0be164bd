package io.mingle.host;

import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.skill.Skill;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.broker.Broker;
import io.mingle.broker.Call;
import io.mingle.broker.Lease;
import io.mingle.broker.Provider;
import io.mingle.host.launch.InstalledBundle;
import io.mingle.host.launch.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** A platform without a framework: services are put into a map. */
public final class FakePlatform implements Platform, Broker {

    private final Map<Class<?>, Object> services = new LinkedHashMap<>();
    private final List<InstalledBundle> bundles = new ArrayList<>();
    private final List<Provider> providers = new ArrayList<>();
    private final Map<String, Skill> skills = new TreeMap<>();
    private Absence absence;
    private boolean closed;

    /** Provides a service from now on. */
    public <T> FakePlatform with(Class<T> type, T service) {
        services.put(type, service);
        providers.add(new Provider(type.getName(), "io.mingle.fake", "1.0.0", Provider.ACTIVE, 0));
        return this;
    }

    /** Provides a skill under its name. */
    public FakePlatform with(Skill skill) {
        skills.put(skill.description().name(), skill);
        return this;
    }

    /** Installs a bundle. */
    public FakePlatform with(InstalledBundle bundle) {
        bundles.add(bundle);
        return this;
    }

    /** Gives a reason for everything that is not provided. */
    public FakePlatform lacking(MingleException error, boolean lasting) {
        absence = new Absence(error, lasting);
        return this;
    }

    /** Tells whether it has been closed. */
    public boolean isClosed() {
        return closed;
    }

    /** Returns an answer that is complete, given in the pieces. */
    public static Generation<Answer> answer(String... pieces) {
        GenerationChannel<Answer> channel = new GenerationChannel<>();
        for (String piece : pieces) {
            channel.delta(piece);
        }
        channel.finished(new Answer(channel.text(), FinishReason.STOP), usage(pieces.length));
        return channel;
    }

    /** Returns what so many tokens took. */
    public static Usage usage(int tokens) {
        Map<String, Duration> timings = new LinkedHashMap<>();
        timings.put(Usage.ENCODE, Duration.ofMillis(5));
        timings.put(Usage.PREFILL, Duration.ofMillis(6));
        timings.put(Usage.DECODE, Duration.ofMillis(7));
        return new Usage(12, tokens, timings);
    }

    /** Returns a generation that has failed. */
    public static <R> Generation<R> failure(MingleException error) {
        GenerationChannel<R> channel = new GenerationChannel<>();
        channel.failed(error);
        return channel;
    }

    @Override
    public Broker broker() {
        return this;
    }

    @Override
    public List<InstalledBundle> bundles() {
        return bundles;
    }

    @Override
    public List<String> values(String service, String property) {
        if (service.equals(Skill.class.getName())) {
            return List.copyOf(skills.keySet());
        }
        return services.keySet().stream().anyMatch(it -> it.getName().equals(service))
                ? List.of("decode")
                : List.of();
    }

    @Override
    public Optional<Absence> whyAbsent(String service, String filter) {
        return Optional.ofNullable(absence);
    }

    @Override
    public void reach(String service, String filter, Duration wait) {
        if (absence != null) {
            throw new SkillUnavailableException("Nobody provides " + service + ".");
        }
    }

    @Override
    public void awaitStop() {
        // It has stopped already.
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public <T> Lease<T> lease(Class<T> service, Duration wait) {
        Object found = services.get(service);
        if (found == null) {
            throw new SkillUnavailableException("Nobody provides " + service.getName() + ".");
        }
        return new FakeLease<>(service.cast(found));
    }

    @Override
    public <T> Lease<T> lease(Class<T> service, String filter, Duration wait) {
        if (service != Skill.class) {
            return lease(service, wait);
        }
        Skill skill = skills.get(filter.replaceAll("\\(name=|\\)", ""));
        if (skill == null) {
            throw new SkillUnavailableException("Nobody provides " + filter + ".");
        }
        return new FakeLease<>(service.cast(skill));
    }

    @Override
    public <T, R> Generation<R> generate(
            Class<T> service, Duration wait, Function<? super T, Generation<R>> call) {
        try (Lease<T> lease = lease(service, wait)) {
            return call.apply(lease.service());
        }
    }

    @Override
    public <T, R> Generation<R> generate(
            Class<T> service,
            String filter,
            Duration wait,
            Function<? super T, Generation<R>> call) {
        try (Lease<T> lease = lease(service, filter, wait)) {
            return call.apply(lease.service());
        }
    }

    @Override
    public List<Call> calls() {
        return List.of();
    }

    @Override
    public boolean cancel(long id) {
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

    @Override
    public List<Provider> providers() {
        return providers;
    }

    private record FakeLease<T>(T service) implements Lease<T> {

        @Override
        public String provider() {
            return "io.mingle.fake 1.0.0";
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
