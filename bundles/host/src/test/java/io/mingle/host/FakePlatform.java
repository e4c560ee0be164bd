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
import io.mingle.broker.testkit.FakeBroker;
import io.mingle.host.launch.InstalledBundle;
import io.mingle.host.launch.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A platform without a framework: services are put into a {@link FakeBroker}. */
public final class FakePlatform implements Platform {

    /** Where it would listen. */
    public static final String ADDRESS = "http://127.0.0.1:4711/";

    /** Where those who replace skills would reach it. */
    public static final String ADMIN_ADDRESS = "http://127.0.0.1:4712/";

    private final FakeBroker broker = new FakeBroker();
    private final List<Offer> offers = new ArrayList<>();
    private final List<InstalledBundle> bundles = new ArrayList<>();
    private Absence absence;
    private boolean closed;

    /** Provides a service from now on, in the place of one of the same kind and properties. */
    public <T> FakePlatform with(Class<T> type, T service, String... properties) {
        Offer offer = new Offer(type.getName(), List.of(properties), service);
        for (Offer before : List.copyOf(offers)) {
            if (before.type().equals(offer.type())
                    && before.properties().equals(offer.properties())) {
                broker.without(before.service());
                offers.remove(before);
            }
        }
        offers.add(offer);
        broker.with(type, service, properties);
        return this;
    }

    /** Provides a skill under its name. */
    public FakePlatform with(Skill skill) {
        return with(Skill.class, skill, "name=" + skill.description().name());
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
        return broker;
    }

    @Override
    public List<InstalledBundle> bundles() {
        return bundles;
    }

    @Override
    public List<String> values(String service, String filter, String property) {
        if (property.equals("osgi.http.endpoint")) {
            return List.of(filter.startsWith("(!") ? ADDRESS : ADMIN_ADDRESS);
        }
        return offers.stream()
                .filter(it -> it.type().equals(service))
                .flatMap(it -> it.properties().stream())
                .filter(it -> it.startsWith(property + "="))
                .map(it -> it.substring(property.length() + 1))
                .sorted()
                .toList();
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

    private record Offer(String type, List<String> properties, Object service) {}
}
