package io.mingle.swap.internal;

import io.mingle.api.error.MingleException;
import io.mingle.swap.SkillsFolder;
import io.mingle.swap.SwapReport;
import io.mingle.swap.SwapReport.Mode;
import io.mingle.swap.SwapReport.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does with bundles what was done with their files, one after the other on a thread of its own: who
 * watches the folder waits for no trial.
 *
 * <p>A jar that did not hold is tried again when other bundles have come; one that was not even
 * tried, because the disk was full for example, after a while, too. It is told once, and again only
 * if the reason has changed.
 */
@Component(
        service = {WatchedSkills.class, SkillsFolder.class},
        immediate = true)
public final class WatchedSkills implements SkillsFolder, BundleListener {

    /** A host may show what is told here and nothing else. */
    private static final Logger log = LoggerFactory.getLogger("io.mingle.skills");

    private static final Entry NEW = new Entry(null, false, null, Next.NOTHING, 0);

    /** Until a jar that was refused is tried again; doubled each time. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 10;

    private static final int MORE =
            BundleEvent.INSTALLED | BundleEvent.RESOLVED | BundleEvent.STARTED;

    private final SafeSwapper swapper;
    private final BundleContext context;
    private final Duration firstPause;
    private final Origins origins;
    private final ScheduledExecutorService worker =
            Executors.newSingleThreadScheduledExecutor(
                    work -> {
                        Thread thread = new Thread(work, "mingle-skills");
                        thread.setDaemon(true);
                        return thread;
                    });

    /** Bundles that have come since others were tried again. */
    private final Set<String> come = ConcurrentHashMap.newKeySet();

    /** Changed by the worker alone. */
    private final Map<Path, Entry> entries = new ConcurrentSkipListMap<>();

    /** What is to be done with a jar that is not in use when other bundles have come. */
    private enum Next {
        NOTHING,
        START,
        INSTALL
    }

    /**
     * A file.
     *
     * @param bundle the symbolic name of what came from it; null if nothing did
     * @param own whether there was no such bundle before; the host's own stay
     * @param problem why the file is not in use; null if it is
     * @param refusals how often it was refused without a trial since it has changed
     */
    private record Entry(String bundle, boolean own, String problem, Next next, int refusals) {

        boolean holds(String name) {
            return name.equals(bundle);
        }

        Entry changed() {
            return new Entry(bundle, own, problem, next, 0);
        }

        Duration pause(Duration first) {
            Duration doubled = first.multipliedBy(1L << Math.min(refusals, MOST_DOUBLINGS));
            return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        }
    }

    @Activate
    public WatchedSkills(@Reference SafeSwapper swapper, BundleContext context) {
        this(swapper, context, FIRST_PAUSE);
    }

    /** Waits for so long before a jar that was refused is tried again, at first. */
    WatchedSkills(SafeSwapper swapper, BundleContext context, Duration firstPause) {
        this.swapper = swapper;
        this.firstPause = firstPause;
        this.context = context;
        this.origins = new Origins(context.getDataFile("skills").toPath());
        Map<Path, String> known = origins.read();
        known.forEach(this::recall);
        known.keySet().stream().filter(it -> !Files.exists(it)).forEach(this::takeAway);
        context.addBundleListener(this);
    }

    /** It has come before the framework, or the swapper, was started anew. */
    private void recall(Path file, String bundle) {
        if (swapper.isInstalled(bundle)) {
            entries.put(file, new Entry(bundle, true, null, Next.NOTHING, 0));
        }
    }

    @Deactivate
    void close() {
        context.removeBundleListener(this);
        worker.shutdownNow();
    }

    /** A file has come, or has changed. */
    void put(Path file) {
        enqueue(
                () -> {
                    entries.computeIfPresent(file, (it, entry) -> entry.changed());
                    attempt(file, () -> swapper.install(file, file.toString()));
                    tryOthers(file);
                });
    }

    /** A file has gone. */
    void takeAway(Path file) {
        enqueue(() -> remove(file));
    }

    @Override
    public List<String> problems() {
        return entries.values().stream().map(Entry::problem).filter(Objects::nonNull).toList();
    }

    /** Others than those of the folder have come: what was missing may be there. */
    @Override
    public void bundleChanged(BundleEvent event) {
        String name = event.getBundle().getSymbolicName();
        if ((event.getType() & MORE) != 0 && name != null && !problems().isEmpty()) {
            come.add(name);
            enqueue(this::lookAtOthers);
        }
    }

    /** Only now, after what was under way, it is known which of them are of the folder. */
    private void lookAtOthers() {
        boolean others =
                come.stream().anyMatch(it -> entries.values().stream().noneMatch(e -> e.holds(it)));
        come.clear();
        if (others) {
            tryOthers(null);
        }
    }

    private void tryOthers(Path file) {
        entries.forEach(
                (other, entry) -> {
                    if (!other.equals(file)) {
                        tryAgain(other, entry);
                    }
                });
    }

    private void tryAgain(Path file, Entry entry) {
        switch (entry.next()) {
            case START -> attempt(file, () -> swapper.tryAgain(entry.bundle(), file.toString()));
            case INSTALL -> attempt(file, () -> swapper.install(file, file.toString()));
            case NOTHING -> {
                return;
            }
        }
        if (entries.get(file).problem() == null) {
            tryOthers(file);
        }
    }

    private void enqueue(Runnable work) {
        after(Duration.ZERO, work);
    }

    private void after(Duration pause, Runnable work) {
        try {
            worker.schedule(() -> run(work), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("The host is being stopped", e);
        }
    }

    private void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.error("What was done in the folder of skills was not followed", e);
        }
        // What was done last is kept, too: the thread is ours, and at its end.
        Thread.interrupted();
        origins.keep(
                entries.entrySet().stream()
                        .filter(it -> it.getValue().own())
                        .collect(
                                Collectors.toMap(Map.Entry::getKey, it -> it.getValue().bundle())));
    }

    private void attempt(Path file, Supplier<SwapReport> work) {
        Entry before = entries.getOrDefault(file, NEW);
        try {
            settle(file, before, work.get());
        } catch (MingleException e) {
            refuse(file, before, e.getMessage());
        } catch (RuntimeException e) {
            log.debug("{} could not be installed", file, e);
            refuse(file, before, e.toString());
        }
    }

    /** It was not tried. Nobody says when the reason has passed, if it is one that does. */
    private void refuse(Path file, Entry before, String reason) {
        fail(file, before, before.bundle(), before.own(), reason, Next.INSTALL);
        Entry refused = entries.get(file);
        after(
                before.pause(firstPause),
                () -> {
                    // It may have been tried meanwhile.
                    if (entries.get(file) == refused) {
                        tryAgain(file, refused);
                    }
                });
    }

    private void settle(Path file, Entry before, SwapReport report) {
        String name = report.bundle();
        boolean fresh = report.mode() == Mode.NEW;
        boolean own = fresh || entries.values().stream().anyMatch(it -> it.holds(name) && it.own());
        if (report.outcome() == Outcome.REFUSED) {
            fail(file, before, name, own, report.reason(), next(name, fresh));
        } else {
            entries.put(file, new Entry(name, own, null, Next.NOTHING, 0));
            tell(report, fresh, file);
        }
        if (before.own() && !before.holds(name)) {
            leave(file, before.bundle());
        }
    }

    private static void tell(SwapReport report, boolean fresh, Path file) {
        if (fresh) {
            log.info("{} {} is installed, from {}", report.bundle(), report.to(), file);
        } else {
            log.info(
                    "{} {} is replaced by {}, from {}",
                    report.bundle(),
                    report.from(),
                    report.to(),
                    file);
        }
    }

    private Next next(String name, boolean fresh) {
        if (swapper.isStuck(name)) {
            return Next.NOTHING;
        }
        return fresh && swapper.isInstalled(name) ? Next.START : Next.INSTALL;
    }

    private void fail(
            Path file, Entry before, String bundle, boolean own, String reason, Next next) {
        String problem = "%s is not in use: %s".formatted(file.getFileName(), reason);
        entries.put(file, new Entry(bundle, own, problem, next, before.refusals() + 1));
        if (!problem.equals(before.problem())) {
            log.warn("{}", problem);
        }
    }

    private void remove(Path file) {
        Entry entry = entries.remove(file);
        if (entry == null || entry.bundle() == null) {
            return;
        }
        if (entry.own()) {
            leave(file, entry.bundle());
        } else {
            log.info(
                    "{} is gone; {} is the host's own and stays as it is. Go back with"
                            + " mingle:rollback",
                    file,
                    entry.bundle());
        }
    }

    /** Removes what came from a file, unless there is another with a bundle of that name. */
    private void leave(Path file, String bundle) {
        Optional<Path> other =
                entries.entrySet().stream()
                        .filter(it -> it.getValue().holds(bundle))
                        .map(Map.Entry::getKey)
                        .findFirst();
        if (other.isPresent()) {
            attempt(other.get(), () -> swapper.install(other.get(), other.get().toString()));
        } else {
            swapper.remove(bundle, file.toString());
            log.info("{} is removed: {} does not hold it any more", bundle, file);
        }
    }
}
