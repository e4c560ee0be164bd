package io.mingle.swap.internal;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.broker.Broker;
import io.mingle.swap.SwapReport;
import io.mingle.swap.SwapReport.Mode;
import io.mingle.swap.SwapReport.Outcome;
import io.mingle.trust.Audit;
import io.mingle.trust.Judgement;
import io.mingle.trust.Trust;
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
@Component(service = SafeSwapper.class, configurationPid = "io.mingle.swap")
@Designate(ocd = SwapConfiguration.class)
public final class SafeSwapper {

    private static final Logger log = LoggerFactory.getLogger(SafeSwapper.class);

    private static final String FRAGMENT =
            "%s is a fragment, which would become a part of another bundle. Put what it brings into"
                    + " a bundle of its own.";
    private static final String NOT_OF_THE_FOLDER =
            "%s is a bundle of the host's own, and this jar is not trusted to replace it. Use"
                    + " mingle:swap, trust the jar with --trust, or give the bundle another name.";
    private static final int HISTORY = 100;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Broker broker;
    private final Trust trust;
    private final Undisturbed undisturbed = new Undisturbed();
    private final Bundles bundles;
    private final Trial trial;
    private final InPlace inPlace;
    private final JarStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Previous> previous = new HashMap<>();
    private final Map<String, Canary> canaries = new ConcurrentHashMap<>();
    private final Deque<SwapReport> history = new ArrayDeque<>();

    /** What the replacement that is under way came from; null if from no jar. Under the lock. */
    private Jar taken;

    /**
     * What was before.
     *
     * @param bundle the stopped one beside, or the one that was updated in place
     * @param jar to update that with; null if it has that code, or the jar was gone already
     */
    private record Previous(Mode mode, Bundle bundle, Path jar) {}

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
            @Reference Trust trust,
            @Reference ServiceComponentRuntime runtime,
            BundleContext context,
            SwapConfiguration configuration) {
        this.broker = broker;
        this.trust = trust;
        this.store = new JarStore(context, "jars");
        Starts starts = new Starts(undisturbed);
        this.bundles = new Bundles(context, undisturbed, store, starts);
        this.trial = new Trial(runtime, undisturbed, starts, trust);
        this.inPlace = new InPlace(broker, bundles, trial, store);
        configure(configuration);
    }

    /** Takes on a changed configuration without forgetting what was replaced. */
    @Modified
    void configure(SwapConfiguration configuration) {
        trial.configure(configuration);
    }

    SwapReport swap(Path jar, String who) {
        return alone(
                who,
                () -> {
                    Jar code = take(jar);
                    return replaced(replaceable(code), code);
                });
    }

    private SwapReport replaced(Bundle old, Jar code) throws BundleException {
        return canStandBeside(old, code) ? beside(old, code) : inPlace(old, code);
    }

    /**
     * Installs a jar, or replaces the bundle of that name by it, if the jar is let in and the
     * bundle is not the host's own.
     *
     * @param who brings it, for the record
     * @return what came of it; {@code REFUSED} also if it is installed and not started, because of
     *     something that may come
     * @throws InvalidRequestException if it is not let in, or is no bundle
     */
    SwapReport install(Path jar, String who) {
        return alone(
                who,
                () -> {
                    Jar code = take(jar);
                    Judgement judged = trust.judge(code.file());
                    if (!judged.admitted()) {
                        throw refused(code, who, judged.reason());
                    }
                    if (code.isFragment()) {
                        throw refused(code, who, FRAGMENT.formatted(code.name()));
                    }
                    Bundle old = bundles.find(code.name()).orElse(null);
                    if (old != null && !judged.trusted() && !trust.restricts(old.getBundleId())) {
                        throw refused(code, who, NOT_OF_THE_FOLDER.formatted(code.name()));
                    }
                    if (old != null && old.getState() == Bundle.INSTALLED) {
                        bundles.remove(old);
                        old = null;
                    }
                    if (old == null) {
                        return fresh(code, judged.trusted());
                    }
                    if (judged.trusted()) {
                        trust.release(old);
                    }
                    return replaced(replaceable(code), code);
                });
    }

    private static InvalidRequestException refused(Jar code, String who, String reason) {
        Audit.tell("refused", code.name() + " " + code.version(), who, code.sha256());
        return new InvalidRequestException(reason);
    }

    private SwapReport fresh(Jar code, boolean trusted) throws BundleException {
        Attempt attempt = Attempt.fresh(code);
        Bundle bundle = bundles.install(code);
        if (!trusted) {
            trust.restrict(bundle);
        }
        return tried(bundle, attempt);
    }

    private SwapReport tried(Bundle bundle, Attempt attempt) {
        String name = bundle.getSymbolicName();
        broker.share(name, Map.of(version(bundle), 0));
        try {
            String problem = trial.of(bundle, Services.NONE);
            if (problem == null) {
                return attempt.ended(Outcome.SWAPPED, "");
            }
            if (bundle.getState() != Bundle.INSTALLED) {
                bundles.remove(bundle);
            }
            return attempt.refused(problem, "");
        } finally {
            broker.share(name, Map.of());
        }
    }

    /**
     * Starts a bundle that is installed and was not started, because something was missing.
     *
     * @throws InvalidRequestException if there is no such bundle
     */
    SwapReport tryAgain(String name, String who) {
        return alone(
                who,
                () -> {
                    Bundle bundle = bundles.serving(name);
                    return tried(bundle, Attempt.fresh(bundle));
                });
    }

    /** Drains and uninstalls all versions of a bundle; has no effect if there is none. */
    void remove(String name, String who) {
        lock.lock();
        undisturbed.begin();
        try {
            canaries.remove(name);
            previous.remove(name);
            for (Bundle bundle : bundles.all(name)) {
                bundles.stop(bundle);
                bundles.remove(bundle);
                if (Bundles.isGone(bundle)) {
                    bundles.rewire(bundle);
                }
                Audit.tell("removed", name + " " + bundle.getVersion(), who, null);
            }
            broker.share(name, Map.of());
        } catch (BundleException e) {
            log.warn("What stood on {} could not be rewired: {}", name, e.getMessage());
        } finally {
            undisturbed.end();
            lock.unlock();
        }
    }

    /** Tells whether a bundle of that name came from outside. */
    boolean isRestricted(String name) {
        return bundles.find(name).map(it -> trust.restricts(it.getBundleId())).orElse(false);
    }

    boolean isInstalled(String name) {
        return bundles.find(name).isPresent();
    }

    /** Tells whether one of that name has not returned from its start. */
    boolean isStuck(String name) {
        return bundles.all(name).stream().anyMatch(bundles::isStuck);
    }

    SwapReport canary(Path jar, int percent, String who) {
        if (percent < 1 || percent > 99) {
            throw new InvalidRequestException(
                    "A canary was to get %s percent of the calls. Give it 1 to 99."
                            .formatted(percent));
        }
        return alone(
                who,
                () -> {
                    Jar code = take(jar);
                    Bundle old = replaceable(code);
                    if (!canStandBeside(old, code)) {
                        throw new InvalidRequestException(
                                "%s %s cannot stand beside version %s: the version is the same, or other bundles are wired to it. Use swap, which updates it in place."
                                        .formatted(code.name(), code.version(), old.getVersion()));
                    }
                    return send(old, code, percent);
                });
    }

    SwapReport promote(String bundle, String who) {
        return alone(
                who,
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

    SwapReport rollback(String bundle, String who) {
        return alone(
                who,
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

    int drain(String bundle, Duration limit, String who) {
        Bundle serving = bundles.serving(bundle);
        Deadline deadline = Deadline.after(limit);
        broker.share(bundle, Map.of(version(serving), 0));
        Audit.tell("drained", bundle + " " + version(serving), who, null);
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

    void resume(String bundle, String who) {
        Bundle serving = bundles.serving(bundle);
        Canary canary = canaries.get(bundle);
        broker.share(bundle, canary != null && canary.stands() ? canary.weights() : Map.of());
        Audit.tell("resumed", bundle + " " + version(serving), who, null);
    }

    List<SwapReport> history() {
        synchronized (history) {
            return List.copyOf(history);
        }
    }

    private interface Work {
        SwapReport run() throws BundleException;
    }

    private SwapReport alone(String who, Work work) {
        lock.lock();
        undisturbed.begin();
        taken = null;
        try {
            Map<String, Long> lost = broker.lost();
            SwapReport done = work.run();
            SwapReport report = Loss.between(lost, broker.lost()).toldIn(done);
            if (report.outcome() == Outcome.CALLS_LOST
                    || report.mode() != Mode.NEW && report.outcome() == Outcome.REFUSED) {
                log.warn("{}", report);
            } else {
                log.info("{}", report);
            }
            record(report, who);
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

    private void record(SwapReport report, String who) {
        boolean fresh = report.mode() == Mode.NEW;
        String done =
                switch (report.outcome()) {
                    case SWAPPED, CALLS_LOST -> fresh ? "installed" : "updated";
                    case CANARY -> "shared";
                    case REFUSED -> "refused";
                };
        Audit.tell(
                done,
                "%s %s%s"
                        .formatted(
                                report.bundle(), fresh ? "" : report.from() + " -> ", report.to()),
                who,
                taken == null ? null : taken.sha256());
    }

    private Jar take(Path jar) {
        taken = store.take(jar);
        return taken;
    }

    private Bundle replaceable(Jar code) {
        String name = code.name();
        Bundle bundle = bundles.serving(name);
        String why = bundle.getHeaders("").get(Bundles.FIXED);
        if (why != null) {
            throw new InvalidRequestException(
                    "%s cannot be replaced while the host runs: %s".formatted(name, why));
        }
        if (!bundle.getVersion().equals(code.version())) {
            bundles.ownerOf(bundle)
                    .ifPresent(
                            who -> {
                                throw new InvalidRequestException(
                                        "%s %s belongs to %s, which would bring that version back at its next change. Swap in a jar that has the same version, which is updated in place and stays, or install the feature that has version %s."
                                                .formatted(
                                                        name,
                                                        bundle.getVersion(),
                                                        who,
                                                        code.version()));
                            });
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
     * Two bundles of one name and version cannot be there, so the one that has the version that
     * comes is updated, whoever installed it. It is put back if the new code does not hold.
     */
    private Bundle install(Jar code) throws BundleException {
        Bundle twin = bundles.twin(code);
        if (twin == null) {
            boolean restricted = isRestricted(code.name());
            Bundle young = bundles.install(code);
            if (restricted) {
                trust.restrict(young);
            }
            return young;
        }
        Path jar = store.keep(twin);
        bundles.stop(twin);
        bundles.update(twin, code);
        Previous before = previous.get(code.name());
        boolean remembered = before != null && before.bundle() == twin;
        if (remembered && jar == null) {
            previous.remove(code.name());
        } else if (remembered || before == null) {
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
