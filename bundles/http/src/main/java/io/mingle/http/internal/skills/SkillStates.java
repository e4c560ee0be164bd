package io.mingle.http.internal.skills;

import io.mingle.api.error.MingleException;
import io.mingle.api.skill.Skill;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.broker.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import org.osgi.framework.Bundle;

/**
 * Follows which skills can be called, also those that have gone since somebody looked first.
 * Thread-safe.
 */
public final class SkillStates {

    /** Whether a skill can be called now, and if not, whether waiting helps. */
    public enum State {
        /** Calls reach it. */
        AVAILABLE,
        /** It is being replaced; calls wait for it. */
        REPLACING,
        /** It takes no calls until its bundle is resumed. */
        DRAINING,
        /** It is registered, and could not be built up when it was called last. */
        FAILED,
        /** No bundle brings it. */
        ABSENT
    }

    /**
     * One of them.
     *
     * @param bundle the symbolic name of the bundle that brings it, or brought it; empty if unknown
     * @param version of that bundle
     */
    public record Listed(String name, String bundle, String version, State state) {}

    private record Seen(String bundle, String version, long at) {}

    private final Broker broker;
    private final SkillNames names;
    private final ToIntFunction<String> bundles;
    private final LongSupplier clock;
    private final Map<String, Seen> seen = new TreeMap<>();

    /**
     * Begins to follow.
     *
     * @param bundles tells the state of the bundle with a symbolic name, as {@link
     *     Bundle#getState}; {@link Bundle#UNINSTALLED} if there is none
     * @param clock in milliseconds
     */
    public SkillStates(
            Broker broker, SkillNames names, ToIntFunction<String> bundles, LongSupplier clock) {
        this.broker = broker;
        this.names = names;
        this.bundles = bundles;
        this.clock = clock;
    }

    /**
     * Lists all, in the order of the alphabet.
     *
     * @param patience how long, in milliseconds, calls wait for one that has gone
     */
    public synchronized List<Listed> list(long patience) {
        Set<String> registered = new TreeSet<>(names.all());
        Set<String> all = new TreeSet<>(registered);
        all.addAll(seen.keySet());
        List<Listed> list = new ArrayList<>();
        for (String name : all) {
            State state = registered.contains(name) ? registered(name) : gone(name, patience);
            Seen last = seen.getOrDefault(name, new Seen("", "", 0));
            list.add(new Listed(name, last.bundle(), last.version(), state));
        }
        return list;
    }

    private State registered(String name) {
        try (Lease<Skill> lease =
                broker.lease(Skill.class, SkillNames.filter(name), Duration.ZERO)) {
            String[] provider = lease.provider().split(" ", 2);
            seen.put(
                    name,
                    new Seen(
                            provider[0],
                            provider.length > 1 ? provider[1] : "",
                            clock.getAsLong()));
            return State.AVAILABLE;
        } catch (MingleException e) {
            return withoutCalls(name);
        }
    }

    /** A bundle that nobody has seen in use may be any that offers skills. */
    private State withoutCalls(String name) {
        Seen last = seen.get(name);
        if (last != null) {
            seen.put(name, new Seen(last.bundle(), last.version(), clock.getAsLong()));
        }
        List<Provider> leaving =
                broker.providers().stream()
                        .filter(it -> it.state().equals(Provider.DRAINING))
                        .toList();
        if (last != null && isStopping(last.bundle())
                || leaving.stream().anyMatch(it -> isStopping(it.bundle()))) {
            return State.REPLACING;
        }
        return leaving.stream()
                        .filter(it -> it.service().equals(Skill.class.getName()))
                        .anyMatch(it -> last == null || it.bundle().equals(last.bundle()))
                ? State.DRAINING
                : State.FAILED;
    }

    /** Tells whether a bundle is on its way out: what stands on it has to wait, too. */
    private boolean isStopping(String bundle) {
        return bundles.applyAsInt(bundle) != Bundle.ACTIVE;
    }

    private State gone(String name, long patience) {
        Seen last = seen.get(name);
        boolean awaited =
                clock.getAsLong() - last.at() < patience
                        && bundles.applyAsInt(last.bundle()) != Bundle.UNINSTALLED;
        return awaited ? State.REPLACING : State.ABSENT;
    }
}
