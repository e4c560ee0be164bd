package io.mingle.swap.internal;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.broker.Broker;
import io.mingle.swap.SwapReport;
import io.mingle.swap.SwapReport.Mode;
import io.mingle.swap.SwapReport.Outcome;
import io.mingle.swap.internal.FormerVersions.Former;
import io.mingle.trust.Trust;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.hooks.bundle.EventHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.Designate;

/** Does one replacement at a time, in the way that suits the bundle. */
@Component(service = SafeSwapper.class, configurationPid = "io.mingle.swap")
@Designate(ocd = SwapConfiguration.class)
public final class SafeSwapper {

    private final Broker broker;
    private final Undisturbed undisturbed = new Undisturbed();
    private final BoundedLifecycle lifecycle = new BoundedLifecycle(undisturbed);
    private final JarStore store;
    private final Bundles bundles;
    private final Trial trial;
    private final Traffic traffic;
    private final FormerVersions formers;
    private final Admission admission;
    private final Installer installer;
    private final Beside beside;
    private final InPlace inPlace;
    private final Journal journal = new Journal();
    private final List<ServiceRegistration<?>> hooks;
    private final ReentrantLock lock = new ReentrantLock();

    /** What the replacement that is under way came from; null if from no jar. Under the lock. */
    private Jar taken;

    @Activate
    public SafeSwapper(
            @Reference Broker broker,
            @Reference Trust trust,
            @Reference ServiceComponentRuntime runtime,
            BundleContext context,
            SwapConfiguration configuration) {
        this.broker = broker;
        this.store = new JarStore(context, "jars");
        this.bundles = new Bundles(context, undisturbed, store, lifecycle, trust);
        this.trial = new Trial(context, runtime, undisturbed, lifecycle, trust);
        this.traffic = new Traffic(broker, bundles);
        this.formers = new FormerVersions(bundles);
        this.admission = new Admission(trust, bundles, traffic);
        this.installer = new Installer(bundles, trial, traffic, formers);
        this.beside = new Beside(bundles, new Newcomers(bundles, store), trial, traffic, formers);
        this.inPlace = new InPlace(broker, bundles, trial, traffic, store, formers);
        configure(configuration);
        lifecycle.onReturn(this::returned);
        Map<String, Object> last = Map.of(Constants.SERVICE_RANKING, Integer.MIN_VALUE);
        this.hooks =
                List.of(
                        context.registerService(EventHook.class, lifecycle, new Hashtable<>(last)),
                        context.registerService(
                                CollisionHook.class, new LateCorrections(lifecycle), null));
    }

    /** Takes on a changed configuration without forgetting what was replaced. */
    @Modified
    void configure(SwapConfiguration configuration) {
        lifecycle.configure(
                Duration.ofMillis(configuration.startLimitMillis()),
                Duration.ofMillis(configuration.stopLimitMillis()));
        trial.configure(configuration);
    }

    @Deactivate
    void close() {
        hooks.forEach(ServiceRegistration::unregister);
    }

    SwapReport swap(Path jar, String who) {
        return alone(
                jar.toString(),
                who,
                () -> {
                    Jar code = take(jar);
                    Bundle old = admission.replaceable(code);
                    return replaced(old, code, bundles.isRestricted(old));
                });
    }

    SwapReport renew(String bundle, String who) {
        return alone(
                bundle,
                who,
                () -> {
                    Bundle old = bundles.serving(bundle);
                    Path jar = store.keep(old);
                    if (jar == null) {
                        throw new InvalidRequestException(
                                "The jar that %s was installed from is gone. Swap in one from a file."
                                        .formatted(bundle));
                    }
                    Jar code = take(jar);
                    return replaced(admission.replaceable(code), code, bundles.isRestricted(old));
                });
    }

    private SwapReport replaced(Bundle old, Jar code, boolean restricted) throws BundleException {
        return beside.isPossible(old, code)
                ? beside.replace(old, code, restricted)
                : inPlace.replace(old, code, restricted);
    }

    /**
     * Installs a jar, or replaces the bundle of that name by it, if the jar is let in and the
     * bundle is not the host's own.
     *
     * @param who brings it, for the record, which has no refusal of the same jar for the same
     *     reason twice in a row
     * @return what came of it; {@code REFUSED} also if it is installed and not started, because of
     *     something that may come
     * @throws InvalidRequestException if it is not let in, or is no bundle
     */
    SwapReport install(Path jar, String who) {
        return aloneByItself(
                jar.toString(),
                who,
                () -> {
                    Jar code = take(jar);
                    boolean restricted = admission.restricts(code);
                    Bundle old = bundles.find(code.name()).orElse(null);
                    if (old != null && old.getState() == Bundle.INSTALLED) {
                        bundles.remove(old);
                        old = null;
                    }
                    return old == null
                            ? installer.install(code, restricted)
                            : replaced(admission.replaceable(code), code, restricted);
                });
    }

    /**
     * Starts a bundle that is installed and was not started, because something was missing.
     *
     * @throws InvalidRequestException if there is no such bundle
     */
    SwapReport tryAgain(String name, String who) {
        return aloneByItself(name, who, () -> installer.tryAgain(bundles.serving(name)));
    }

    /** Drains and uninstalls all versions of a bundle; has no effect if there is none. */
    void remove(String name, String who) {
        lock.lock();
        undisturbed.begin();
        try {
            installer.remove(name, who);
        } finally {
            undisturbed.end();
            lock.unlock();
        }
    }

    /** Not while a replacement is under way, which shares out calls itself. */
    private void returned(Bundle bundle) {
        lock.lock();
        try {
            traffic.returned(bundle.getSymbolicName());
        } finally {
            lock.unlock();
        }
    }

    boolean isInstalled(String name) {
        return bundles.find(name).isPresent();
    }

    /** Tells whether one of that name has not returned from its start or stop. */
    boolean isStuck(String name) {
        return bundles.all(name).stream().anyMatch(bundles::isStuck);
    }

    SwapReport canary(Path jar, int percent, String who) {
        return alone(
                jar.toString(),
                who,
                () -> {
                    if (percent < 1 || percent > 99) {
                        throw new InvalidRequestException(
                                "A canary was to get %s percent of the calls. Give it 1 to 99."
                                        .formatted(percent));
                    }
                    Jar code = take(jar);
                    Bundle old = admission.replaceable(code);
                    if (!beside.isPossible(old, code)) {
                        throw new InvalidRequestException(
                                "%s %s cannot stand beside version %s: the version is the same, or other bundles are wired to it. Use swap, which updates it in place."
                                        .formatted(code.name(), code.version(), old.getVersion()));
                    }
                    return beside.send(old, code, bundles.isRestricted(old), percent);
                });
    }

    SwapReport promote(String bundle, String who) {
        return alone(
                bundle,
                who,
                () -> {
                    Canary canary = traffic.takeCanary(bundle);
                    if (canary == null) {
                        throw new InvalidRequestException(
                                bundle + " has no canary that could be promoted. Start one first.");
                    }
                    return beside.promote(canary);
                });
    }

    SwapReport rollback(String bundle, String who) {
        return alone(
                bundle,
                who,
                () -> {
                    Canary canary = traffic.takeCanary(bundle);
                    return canary == null ? goneBack(bundle) : beside.takeBack(canary);
                });
    }

    private SwapReport goneBack(String name) throws BundleException {
        Bundle now = bundles.serving(name);
        Former before = formers.of(name, now);
        return before.mode() == Mode.BESIDE
                ? beside.goBack(now, before.bundle())
                : inPlace.replace(now, store.read(before.jar()), before.restricted());
    }

    int drain(String bundle, Duration limit, String who) {
        Bundle serving = serving(bundle, who);
        Journal.tell("drained", serving, who);
        return traffic.drain(serving, limit);
    }

    void resume(String bundle, String who) {
        Bundle serving = serving(bundle, who);
        traffic.settle(bundle);
        Journal.tell("resumed", serving, who);
    }

    private Bundle serving(String name, String who) {
        try {
            return bundles.serving(name);
        } catch (InvalidRequestException e) {
            Journal.tell(e, name, who, null);
            throw e;
        }
    }

    List<SwapReport> history() {
        return journal.reports();
    }

    Map<Outcome, Long> counts() {
        return journal.counts();
    }

    private interface Work {
        SwapReport run() throws BundleException;
    }

    /**
     * Does something while nobody else does, and records it.
     *
     * @param subject the file or the bundle that was named
     */
    private SwapReport alone(String subject, String who, Work work) {
        return alone(subject, who, refusal -> true, work);
    }

    /** The same for what nobody asks for each time: what is no news is not recorded. */
    private SwapReport aloneByItself(String subject, String who, Work work) {
        return alone(subject, who, refusal -> journal.isNews(who, refusal, taken), work);
    }

    private SwapReport alone(String subject, String who, Predicate<String> isNews, Work work) {
        lock.lock();
        undisturbed.begin();
        taken = null;
        try {
            Map<String, Long> lost = broker.lost();
            SwapReport done = work.run();
            SwapReport report = Loss.between(lost, broker.lost()).toldIn(done);
            if (isNews.test(report.outcome() == Outcome.REFUSED ? report.reason() : null)) {
                journal.add(report, who, taken);
            }
            return report;
        } catch (BundleException e) {
            InvalidRequestException failure =
                    new InvalidRequestException(
                            "The framework could not do it: %s What served before goes on. Correct the jar and try again."
                                    .formatted(Attempt.sentence(e.getMessage())),
                            e);
            record(failure, subject, who, isNews);
            throw failure;
        } catch (RuntimeException e) {
            record(e, subject, who, isNews);
            throw e;
        } finally {
            store.sweep(traffic.jars(), formers.jars());
            undisturbed.end();
            lock.unlock();
        }
    }

    private void record(
            RuntimeException failure, String subject, String who, Predicate<String> isNews) {
        if (isNews.test(String.valueOf(failure.getMessage()))) {
            Journal.tell(failure, subject, who, taken);
        }
    }

    private Jar take(Path jar) {
        taken = store.take(jar);
        bundles.checkNotInTheWay(taken);
        return taken;
    }
}
