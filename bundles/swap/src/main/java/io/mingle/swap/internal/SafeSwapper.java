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

    /** What a bundle that is updated in place ran from, provided, and carried. */
    private record Former(Path jar, Services services, List<Bundle> standing) {}

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
        this.bundles = new Bundles(context, undisturbed);
        this.trial = new Trial(runtime, undisturbed);
        configure(configuration);
        this.store = new JarStore(context, "jars");
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
                                "%s %s cannot stand beside version %s: the version is the same, or other bundles are wired to its packages. Use swap, which updates it in place."
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
            SwapReport report = work.run();
            if (report.outcome() == Outcome.REFUSED) {
                log.warn("{}", report);
            } else {
                log.info("{}", report);
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
                return attempt.refused(problem, whatServes(old));
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
            update(bundle, store.read(before.jar()));
            previous.put(name, new Previous(Mode.BESIDE, bundle, null));
            bundles.rewire(bundle);
        } catch (BundleException | InvalidRequestException e) {
            log.warn("{} could not be put back; there is nothing to go back to now", bundle, e);
            previous.remove(name);
            bundles.remove(bundle);
        }
    }

    /** Who calls meanwhile waits in the broker, until the new code has held or the old is back. */
    private SwapReport inPlace(Bundle bundle, Jar code) throws BundleException {
        Attempt attempt = Attempt.inPlace(bundle, code);
        Former before =
                new Former(store.keep(bundle), Services.of(bundle), bundles.standingOn(bundle));
        Map<String, Map<String, Integer>> shares = broker.shares();
        bundles.stop(bundle);
        broker.share(code.name(), Map.of(version(bundle), 0));
        // What stands on it is up again before the new code has held, and would serve with it.
        before.standing().forEach(it -> broker.share(it.getSymbolicName(), Map.of(version(it), 0)));
        try {
            return replaced(bundle, code, before, attempt);
        } finally {
            broker.share(code.name(), Map.of());
            before.standing().stream()
                    .map(Bundle::getSymbolicName)
                    .forEach(it -> broker.share(it, shares.getOrDefault(it, Map.of())));
        }
    }

    private SwapReport replaced(Bundle bundle, Jar code, Former before, Attempt attempt) {
        try {
            update(bundle, code);
        } catch (BundleException e) {
            // It is as it was, and stopped; what the trial would find, it has had all along.
            trial.of(bundle, before.services());
            return attempt.refused(e.getMessage(), whatServes(bundle));
        }
        String problem = rewired(bundle, before);
        if (problem == null) {
            goesBackTo(new Previous(Mode.IN_PLACE, bundle, before.jar()), bundle);
            return attempt.ended(Outcome.SWAPPED, "");
        }
        return attempt.refused(problem, wentBack(bundle, before));
    }

    /** Returns what serves now. */
    private String wentBack(Bundle bundle, Former before) {
        if (before.jar() == null) {
            return "The jar it was installed from is gone, so it could not be put back. Swap in"
                    + " one that holds.";
        }
        String problem;
        bundles.stop(bundle);
        try {
            update(bundle, store.read(before.jar()));
            problem = rewired(bundle, before);
        } catch (BundleException | InvalidRequestException e) {
            problem = e.getMessage();
        }
        return problem == null
                ? whatServes(bundle)
                : "Going back failed: %s Swap in a jar that holds."
                        .formatted(Attempt.sentence(problem));
    }

    private String rewired(Bundle bundle, Former before) {
        try {
            bundles.rewire(bundle);
        } catch (BundleException e) {
            return e.getMessage();
        }
        // Its components may need those of what stands on it, so these come first.
        String standing = bundles.start(before.standing());
        String problem = trial.of(bundle, before.services());
        return problem == null ? standing : problem;
    }

    private static String whatServes(Bundle old) {
        return "Version %s %s."
                .formatted(
                        old.getVersion(),
                        old.getState() == Bundle.ACTIVE ? "keeps serving" : "is not active");
    }

    private void update(Bundle bundle, Jar code) throws BundleException {
        bundles.update(bundle, code);
        store.runs(bundle, code);
    }

    /**
     * Two bundles of one name and version cannot be there, so what one could go back to is updated
     * if it has the version that comes.
     */
    private Bundle install(Jar code) throws BundleException {
        Previous before = previous.get(code.name());
        if (before == null || !before.isBeside(code.version())) {
            Bundle bundle = bundles.install(code);
            store.runs(bundle, code);
            return bundle;
        }
        Bundle twin = before.bundle();
        Path jar = store.keep(twin);
        bundles.stop(twin);
        update(twin, code);
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
