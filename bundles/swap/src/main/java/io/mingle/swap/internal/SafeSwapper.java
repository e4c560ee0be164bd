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
     * @param jar to update that with; null if it is beside, or the jar was gone already
     */
    private record Previous(Mode mode, Bundle bundle, Path jar) {}

    private record Canary(Bundle old, Bundle young, int percent) {

        Map<String, Integer> weights() {
            return Map.of(version(old), 100 - percent, version(young), percent);
        }

        /** Anybody may uninstall a bundle. */
        boolean stands() {
            return !isGone(old) && !isGone(young);
        }
    }

    @Activate
    public SafeSwapper(
            @Reference Broker broker,
            @Reference ServiceComponentRuntime runtime,
            BundleContext context,
            SwapConfiguration configuration) {
        this.broker = broker;
        this.bundles = new Bundles(context);
        this.trial = new Trial(runtime);
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
                        remove(canary.young());
                        broker.share(bundle, Map.of());
                        return attempt.ended(Outcome.SWAPPED, "");
                    }
                    Previous before = previous.get(bundle);
                    if (before == null || isGone(before.bundle())) {
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
                    return beside
                            ? move(now, before.bundle(), Attempt.beside(now, before.bundle()))
                            : inPlace(now, store.read(before.jar()));
                });
    }

    @Override
    public int drain(String bundle, Duration limit) {
        Bundle serving = bundles.serving(bundle);
        long end = System.nanoTime() + limit.toNanos();
        broker.share(bundle, Map.of(version(serving), 0));
        int running = running(bundle);
        while (running > 0 && System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
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
        if (canary != null && !isGone(canary.young())) {
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
        String problem = trial.of(young, Services.of(old));
        if (problem != null) {
            takeAway(old, young);
            return attempt.ended(Outcome.REFUSED, problem);
        }
        goOn.run();
        return attempt.ended(outcome, "");
    }

    /** New calls go to {@code young}; those under way on {@code old} end before it stops. */
    private void handOver(Bundle old, Bundle young) {
        String name = old.getSymbolicName();
        broker.share(name, Map.of(version(young), 1));
        stop(old);
        goesBackTo(new Previous(Mode.BESIDE, old, null), young);
        broker.share(name, Map.of());
    }

    /** What one could go back to until now is uninstalled, unless it is what runs. */
    private void goesBackTo(Previous next, Bundle running) {
        Previous before = previous.put(running.getSymbolicName(), next);
        if (before != null && before.bundle() != running && before.bundle() != next.bundle()) {
            remove(before.bundle());
        }
    }

    /** Only a version that has just been installed is uninstalled; one to go back to is kept. */
    private void takeAway(Bundle old, Bundle young) {
        Previous before = previous.get(old.getSymbolicName());
        if (before != null && before.bundle() == young) {
            stop(young);
        } else {
            remove(young);
        }
        broker.share(old.getSymbolicName(), Map.of());
    }

    /** Who calls meanwhile waits in the broker, until the new code has held or the old is back. */
    private SwapReport inPlace(Bundle bundle, Jar code) throws BundleException {
        Attempt attempt = Attempt.inPlace(bundle, code);
        Path before = store.keep(bundle);
        Services wanted = Services.of(bundle);
        stop(bundle);
        broker.share(code.name(), Map.of(version(bundle), 0));
        try {
            return replaced(bundle, code, before, wanted, attempt);
        } finally {
            broker.share(code.name(), Map.of());
        }
    }

    private SwapReport replaced(
            Bundle bundle, Jar code, Path before, Services wanted, Attempt attempt)
            throws BundleException {
        String problem = updated(bundle, code, wanted);
        if (problem == null) {
            goesBackTo(new Previous(Mode.IN_PLACE, bundle, before), bundle);
            return attempt.ended(Outcome.SWAPPED, "");
        }
        String back =
                before == null
                        ? "The jar it was installed from is gone, so it could not be put back."
                        : updated(bundle, store.read(before), wanted);
        return attempt.ended(
                Outcome.REFUSED, back == null ? problem : problem + " Going back failed: " + back);
    }

    private String updated(Bundle bundle, Jar code, Services wanted) {
        try {
            bundles.update(bundle, code);
            store.runs(bundle, code);
        } catch (BundleException e) {
            // It is as it was, and stopped; what the trial would find, it has had all along.
            trial.of(bundle, wanted);
            return e.getMessage();
        }
        return trial.of(bundle, wanted);
    }

    private Bundle install(Jar code) throws BundleException {
        Bundle bundle = bundles.install(code);
        store.runs(bundle, code);
        return bundle;
    }

    private static void stop(Bundle bundle) {
        try {
            bundle.stop();
        } catch (BundleException e) {
            log.warn("{} {} did not stop cleanly", bundle.getSymbolicName(), version(bundle), e);
        }
    }

    /** Returns a canary that is still there. */
    private Canary takeCanary(String bundle) {
        Canary canary = canaries.remove(bundle);
        return canary != null && canary.stands() ? canary : null;
    }

    private static boolean isGone(Bundle bundle) {
        return bundle.getState() == Bundle.UNINSTALLED;
    }

    private static void remove(Bundle bundle) {
        try {
            if (!isGone(bundle)) {
                bundle.uninstall();
            }
        } catch (BundleException e) {
            log.warn("{} could not be uninstalled", bundle, e);
        }
    }

    private static String version(Bundle bundle) {
        return bundle.getVersion().toString();
    }
}
