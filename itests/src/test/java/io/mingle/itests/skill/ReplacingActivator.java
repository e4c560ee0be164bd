package io.mingle.itests.skill;

import io.mingle.broker.Broker;
import io.mingle.itests.picture.ShapesQuestion;
import io.mingle.swap.SwapBenchmark;
import io.mingle.swap.SwapFigures;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Brings a command to the console, {@code soak:replace}, for a framework that runs in another
 * process. The activator of a bundle that {@link SkillBundle#replacing} makes.
 */
public final class ReplacingActivator implements BundleActivator {

    private static final int CALLERS = 4;
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private Broker broker;
    private SwapBenchmark benchmark;

    /** Creates it; called by the framework. */
    public ReplacingActivator() {}

    @Override
    public void start(BundleContext context) throws InterruptedException {
        broker = await(context, Broker.class);
        benchmark = await(context, SwapBenchmark.class);
        context.registerService(
                ReplacingActivator.class,
                this,
                new Hashtable<>(
                        Map.of("osgi.command.scope", "soak", "osgi.command.function", "replace")));
    }

    /** Components may be built up after the command that installs them has ended. */
    private static <T> T await(BundleContext context, Class<T> service)
            throws InterruptedException {
        ServiceTracker<T, T> tracker = new ServiceTracker<>(context, service, null);
        tracker.open();
        return Objects.requireNonNull(tracker.waitForService(LIMIT.toMillis()), service.getName());
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the command away.
    }

    /**
     * Replaces a bundle while threads ask about a picture.
     *
     * @param bundle its symbolic name
     * @param swaps how often
     * @param gap milliseconds between two replacements
     * @return what came of it, in one line
     */
    public String replace(String bundle, int swaps, long gap) {
        SwapFigures figures =
                benchmark.run(
                        bundle,
                        swaps,
                        CALLERS,
                        Duration.ofMillis(gap),
                        QUIET,
                        () -> ShapesQuestion.ask(broker),
                        progress -> {});
        return String.format(
                Locale.ROOT,
                "%s replaced %s times, %s ms apart: %s refused, %s lossy; %s calls, %s failed %s;"
                        + " longest call %.0f ms before, %.0f ms meanwhile; swap p50 %.0f ms,"
                        + " p99 %.0f ms",
                bundle,
                figures.swaps(),
                gap,
                figures.refused(),
                figures.lossy(),
                figures.calls(),
                figures.failed(),
                figures.firstFailure(),
                figures.quietMillis().max(),
                figures.busyMillis().max(),
                figures.swapMillis().p50(),
                figures.swapMillis().p99());
    }
}
