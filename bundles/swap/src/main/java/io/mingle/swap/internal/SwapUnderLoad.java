package io.mingle.swap.internal;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.swap.SwapBenchmark;
import io.mingle.swap.SwapFigures;
import io.mingle.swap.SwapFigures.Quantiles;
import io.mingle.swap.SwapReport;
import io.mingle.swap.SwapReport.Outcome;
import io.mingle.swap.Swapper;
import io.mingle.trust.Trust;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Replaces a bundle by itself: new classes each time, the same code. */
@Component
public final class SwapUnderLoad implements SwapBenchmark {

    private static final Duration GLANCE = Duration.ofMillis(1);

    /** How long to wait for calls after the last replacement; a call may hang for good. */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(2);

    private final Swapper swapper;
    private final Bundles bundles;
    private final JarStore store;

    @Activate
    public SwapUnderLoad(
            @Reference Swapper swapper, @Reference Trust trust, BundleContext context) {
        this.swapper = swapper;
        this.store = new JarStore(context, "bench");
        Undisturbed undisturbed = new Undisturbed();
        this.bundles =
                new Bundles(context, undisturbed, store, new BoundedLifecycle(undisturbed), trust);
    }

    @Override
    public SwapFigures run(
            String bundle,
            int swaps,
            int threads,
            Duration gap,
            Duration quiet,
            Runnable call,
            Consumer<String> progress) {
        if (swaps < 1 || threads < 1) {
            throw new InvalidRequestException(
                    "%s swaps by %s threads were asked for; both must be at least 1."
                            .formatted(swaps, threads));
        }
        Path jar = store.keep(bundles.serving(bundle));
        if (jar == null) {
            throw new InvalidRequestException(
                    "The jar that %s was installed from is gone. Install it from a file."
                            .formatted(bundle));
        }
        progress.accept("calling without swaps");
        Quantiles quietMillis = quiet(threads, quiet, call);
        long heapBefore = ProcessFigures.heap();
        long residentBefore = ProcessFigures.resident();
        long readBefore = ProcessFigures.bytesRead();
        List<WeakReference<ClassLoader>> old = new ArrayList<>();
        List<SwapReport> reports = new ArrayList<>();
        Load load = new Load(threads, call);
        try {
            while (reports.size() < swaps && hasPassed(gap)) {
                progress.accept("swap %s of %s".formatted(reports.size() + 1, swaps));
                old.add(loader(bundle));
                reports.add(swapper.swap(jar));
            }
            awaitOneEach(load, threads);
        } finally {
            load.close();
        }
        long heapAfter = ProcessFigures.heap();
        return new SwapFigures(
                bundle,
                reports.size(),
                count(reports, Outcome.REFUSED),
                count(reports, Outcome.CALLS_LOST),
                threads,
                load.calls(),
                load.failed(),
                load.firstFailure(),
                Load.quantiles(
                        reports.stream().mapToDouble(it -> it.took().toNanos() / 1e6).toArray()),
                quietMillis,
                load.millis(),
                (int) old.stream().filter(it -> it.get() != null).count(),
                heapBefore,
                heapAfter,
                residentBefore,
                ProcessFigures.resident(),
                readBefore < 0 ? readBefore : ProcessFigures.bytesRead() - readBefore);
    }

    private static int count(List<SwapReport> reports, Outcome outcome) {
        return (int) reports.stream().filter(it -> it.outcome() == outcome).count();
    }

    /** Waits, and not for callers: whoever replaces a bundle knows nothing of them. */
    private static boolean hasPassed(Duration gap) {
        Pause.of(gap);
        return !Thread.currentThread().isInterrupted();
    }

    private static Quantiles quiet(int threads, Duration length, Runnable call) {
        Load load = new Load(threads, call);
        try {
            Pause.of(length);
        } finally {
            load.close();
        }
        return load.millis();
    }

    /** Waits until as many calls have ended as there are threads, if they do. */
    private static void awaitOneEach(Load load, int threads) {
        int goal = load.calls() + threads;
        long end = System.nanoTime() + LONGEST_CALL.toNanos();
        while (load.calls() < goal
                && !Thread.currentThread().isInterrupted()
                && System.nanoTime() < end) {
            Pause.of(GLANCE);
        }
    }

    private WeakReference<ClassLoader> loader(String bundle) {
        return new WeakReference<>(
                bundles.serving(bundle).adapt(BundleWiring.class).getClassLoader());
    }
}
