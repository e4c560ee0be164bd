package io.mingle.swap.internal;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.broker.Broker;
import io.mingle.swap.SwapReport;
import io.mingle.swap.SwapReport.Mode;
import io.mingle.swap.SwapReport.Outcome;
import io.mingle.swap.Swapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses how a bundle is replaced, remembers what it was before, and keeps the history. */
@Component(configurationPid = "io.mingle.swap")
@Designate(ocd = SwapConfiguration.class)
public final class SafeSwapper implements Swapper {

    private static final Logger log = LoggerFactory.getLogger(SafeSwapper.class);

    private static final int HISTORY = 100;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Broker broker;
    private final Undisturbed undisturbed = new Undisturbed();
    private final Bundles bundles;
    private final Trial trial;
    private final InPlace inPlace;
    private final JarStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Previous> previous = new HashMap<>();
    private final Map<String, Canary> canaries = new ConcurrentHashMap<>();
    private final Deque<SwapReport> history = new ArrayDeque<>();

    /**
     * What was before.
     *
     * @param bundle the stopped one beside, or the one that was updated in place
     * @param jar to update that with; null if it has that code, or the jar was gone already
     */
    private record Previous(Mode mode, Bundle bundle, Path jar) {

        boolean isBeside(Version version) {
            return mode == Mode.BESIDE
                    && !Bundles.isGone(bundle)
                    && bundle.getVersion().equals(version);
        }
    }

    private record Canary(Bundle old, Bundle young, int percent) {

        Map<String, Integer> weights() {
            return Map.of(version(old), 100 - percent, version(young), percent);
        }

        /** Anybody may uninstall a bundle. */
        boolean stands() {
            return !Bundles.isGone(old) && !Bundles.isGone(young);
        }
    }

    @Activate
    public SafeSwapper(
            @Reference Broker broker,
            @Reference ServiceComponentRuntime runtime,
            BundleContext context,
            SwapConfiguration configuration) {
        this.broker = broker;
        this.store = new JarStore(context, "jars");
        this.bundles = new Bundles(context, undisturbed, store);
        this.trial = new Trial(runtime, undisturbed);
        this.inPlace = new InPlace(broker, bundles, trial, store);
        configure(configuration);
    }

    /** Takes on a changed configuration without forgetting what was replaced. */
    @Modified
    void configure(SwapConfiguration configuration) {
        trial.configure(configuration);
    }

    @Override
    public SwapReport swap(Path jar) {
        return alone(
                () -> {
                    Jar code = store.take(jar);
                    Bundle old = replaceable(code.name());
                    return canStandBeside(old, code) ? beside(old, code) : inPlace(old, code);
                });
    }

    @Override
    public SwapReport canary(Path jar, int percent) {
        if (percent < 1 || percent > 99) {
            throw new InvalidRequestException(
                    "A canary was to get %s percent of the calls. Give it 1 to 99."
                            .formatted(percent));
        }
        return alone(
                () -> {
                    Jar code = store.take(jar);
                    Bundle old = replaceable(code.name());
                    if (!canStandBeside(old, code)) {
                        throw new InvalidRequestException(
                                "%s %s cannot stand beside version %s: the version is the same, or other bundles are wired to it. Use swap, which updates it in place."
                                        .formatted(code.name(), code.version(), old.getVersion()));
                    }
                    return send(old, code, percent);
                });
    }

    @Override
    public SwapReport promote(String bundle) {
        return alone(
                () -> {
                    Canary canary = takeCanary(bundle);
                    if (canary == null) {
                        throw new InvalidRequestException(
                                bundle + " has no canary that could be promoted. Start one first.");
                    }
                    Attempt attempt = Attempt.beside(canary.old(), canary.young());
                    handOver(canary.old(), canary.young());
                    return attempt.ended(Outcome.SWAPPED, "");
                });
    }

    @Override
    public SwapReport rollback(String bundle) {
        return alone(
                () -> {
                    Canary canary = takeCanary(bundle);
                    if (canary != null) {
                        Attempt attempt = Attempt.beside(canary.young(), canary.old());
                        broker.share(bundle, Map.of(version(canary.old()), 1));
                        takeAway(canary.old(), canary.young());
                        return attempt.ended(Outcome.SWAPPED, "");
                    }
                    Previous before = previous.get(bundle);
                    if (before == null || Bundles.isGone(before.bundle())) {
                        throw new InvalidRequestException(
                                "There is no version of %s to go back to: it has not been replaced since the host was started."
                                        .formatted(bundle));
                    }
                    boolean beside = before.mode() == Mode.BESIDE;
                    if (!beside && before.jar() == null) {
                        throw new InvalidRequestException(
                                "The jar that %s ran from before is gone. Install it with swap."
                                        .formatted(bundle));
                    }
                    Bundle now = bundles.serving(bundle);
                    if (beside && now.equals(before.bundle())) {
                        throw new InvalidRequestException(
                                "There is no version of %s to go back to: the one from before, %s, is the one that is there. Install another with swap."
                                        .formatted(bundle, now.getVersion()));
                    }
                    return beside
                            ? move(now, before.bundle(), Attempt.beside(now, before.bundle()))
                            : inPlace(now, store.read(before.jar()));
                });
    }

    @Override
    public int drain(String bundle, Duration limit) {
        Bundle serving = bundles.serving(bundle);
        Deadline deadline = Deadline.after(limit);
        broker.share(bundle, Map.of(version(serving), 0));
        int running = running(bundle);
        while (running > 0 && !deadline.isOver() && !Thread.currentThread().isInterrupted()) {
            Pause.of(LOOK_AGAIN);
            running = running(bundle);
        }
        return running;
    }

    /** Of all versions: that which is named gets no more calls, and so do those that are not. */
    private int running(String bundle) {
        return (int)
                broker.calls().stream()
                        .filter(call -> call.provider().startsWith(bundle + " "))
                        .count();
    }

    @Override
    public void resume(String bundle) {
        bundles.serving(bundle);
        Canary canary = canaries.get(bundle);
        broker.share(bundle, canary != null && canary.stands() ? canary.weights() : Map.of());
    }

    @Override
    public List<SwapReport> history() {
        synchronized (history) {
            return List.copyOf(history);
        }
    }

    private interface Work {
        SwapReport run() throws BundleException;
    }

    private SwapReport alone(Work work) {
        lock.lock();
        undisturbed.begin();
        try {
            Map<String, Long> lost = broker.lost();
            SwapReport done = work.run();
            SwapReport report = Loss.between(lost, broker.lost()).toldIn(done);
            if (report.outcome() == Outcome.SWAPPED || report.outcome() == Outcome.CANARY) {
                log.info("{}", report);
            } else {
                log.warn("{}", report);
            }
            synchronized (history) {
                history.addFirst(report);
                while (history.size() > HISTORY) {
                    history.removeLast();
                }
            }
            return report;
        } catch (BundleException e) {
            throw new InvalidRequestException(
                    "The framework could not do it: %s".formatted(e.getMessage()), e);
        } finally {
            store.sweep(
                    previous.values().stream()
                            .map(Previous::jar)
                            .filter(Objects::nonNull)
                            .collect(Collectors.toSet()));
            undisturbed.end();
            lock.unlock();
        }
    }

    private Bundle replaceable(String name) {
        Bundle bundle = bundles.serving(name);
        String why = bundle.getHeaders("").get(Bundles.FIXED);
        if (why != null) {
            throw new InvalidRequestException(
                    "%s cannot be replaced while the host runs: %s".formatted(name, why));
        }
        Canary canary = canaries.get(name);
        if (canary != null && !Bundles.isGone(canary.young())) {
            throw new InvalidRequestException(
                    "%s has a canary. Promote it or roll it back first.".formatted(name));
        }
        return bundle;
    }

    private boolean canStandBeside(Bundle old, Jar code) {
        return !old.getVersion().equals(code.version()) && !bundles.othersAreWiredTo(old);
    }

    private SwapReport beside(Bundle old, Jar code) throws BundleException {
        Bundle young = install(code);
        return move(old, young, Attempt.beside(old, young));
    }

    private SwapReport move(Bundle old, Bundle young, Attempt attempt) {
        return tried(old, young, attempt, Outcome.SWAPPED, () -> handOver(old, young));
    }

    private SwapReport send(Bundle old, Jar code, int percent) throws BundleException {
        Bundle young = install(code);
        return tried(
                old,
                young,
                Attempt.beside(old, young),
                Outcome.CANARY,
                () -> {
                    Canary canary = new Canary(old, young, percent);
                    broker.share(code.name(), canary.weights());
                    canaries.put(code.name(), canary);
                });
    }

    /** Tries {@code young}, which gets no calls yet, and goes on with it if it holds. */
    private SwapReport tried(
            Bundle old, Bundle young, Attempt attempt, Outcome outcome, Runnable goOn) {
        broker.share(old.getSymbolicName(), Map.of(version(old), 1));
        boolean goesOn = false;
        try {
            String problem = trial.of(young, Services.of(old));
            if (problem != null) {
                return attempt.refused(problem, Attempt.whatServes(old));
            }
            goOn.run();
            goesOn = true;
            return attempt.ended(outcome, "");
        } finally {
            if (!goesOn) {
                takeAway(old, young);
            }
        }
    }

    /** New calls go to {@code young}; those under way on {@code old} end before it stops. */
    private void handOver(Bundle old, Bundle young) {
        String name = old.getSymbolicName();
        broker.share(name, Map.of(version(young), 1));
        try {
            bundles.stop(old);
            goesBackTo(new Previous(Mode.BESIDE, old, null), young);
        } finally {
            broker.share(name, Map.of());
        }
    }

    private SwapReport inPlace(Bundle bundle, Jar code) throws BundleException {
        return inPlace.replace(
                bundle, code, jar -> goesBackTo(new Previous(Mode.IN_PLACE, bundle, jar), bundle));
    }

    /** What one could go back to until now is uninstalled, unless it is what runs. */
    private void goesBackTo(Previous next, Bundle running) {
        Previous before = previous.put(running.getSymbolicName(), next);
        if (before != null && before.bundle() != running && before.bundle() != next.bundle()) {
            bundles.remove(before.bundle());
        }
    }

    /** One to go back to is kept, with the code that it had; another one is uninstalled. */
    private void takeAway(Bundle old, Bundle young) {
        String name = old.getSymbolicName();
        try {
            Previous before = previous.get(name);
            if (before == null || before.bundle() != young) {
                bundles.remove(young);
            } else {
                bundles.stop(young);
                putBack(before);
            }
        } finally {
            broker.share(name, Map.of());
        }
    }

    private void putBack(Previous before) {
        Bundle bundle = before.bundle();
        String name = bundle.getSymbolicName();
        if (before.jar() == null) {
            return;
        }
        try {
            bundles.update(bundle, store.read(before.jar()));
            previous.put(name, new Previous(Mode.BESIDE, bundle, null));
            bundles.rewire(bundle);
        } catch (BundleException | InvalidRequestException e) {
            log.warn("{} could not be put back; there is nothing to go back to now", bundle, e);
            previous.remove(name);
            bundles.remove(bundle);
        }
    }

    /**
     * Two bundles of one name and version cannot be there, so what one could go back to is updated
     * if it has the version that comes.
     */
    private Bundle install(Jar code) throws BundleException {
        Previous before = previous.get(code.name());
        if (before == null || !before.isBeside(code.version())) {
            return bundles.install(code);
        }
        Bundle twin = before.bundle();
        Path jar = store.keep(twin);
        bundles.stop(twin);
        bundles.update(twin, code);
        if (jar == null) {
            previous.remove(code.name());
        } else {
            previous.put(code.name(), new Previous(Mode.BESIDE, twin, jar));
        }
        bundles.rewire(twin);
        return twin;
    }

    /** Returns a canary that is still there. */
    private Canary takeCanary(String bundle) {
        Canary canary = canaries.remove(bundle);
        return canary != null && canary.stands() ? canary : null;
    }

    private static String version(Bundle bundle) {
        return bundle.getVersion().toString();
    }
}
