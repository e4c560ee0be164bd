package io.mingle.itests;

import static io.mingle.itests.picture.ShapesQuestion.ask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.broker.Broker;
import io.mingle.itests.harness.InFramework;
import io.mingle.swap.SwapBenchmark;
import io.mingle.swap.SwapFigures;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * So many replacements that what is lost or left over by one in a hundred shows.
 *
 * <p>Too long for every build: the profile {@code soak} runs it, and nothing else does. The system
 * properties {@code soak.swaps.vision} and {@code soak.swaps.core} say how many.
 */
@InFramework
class SwapSoak {

    private static final int CALLERS = 4;
    private static final Duration GAP = Duration.ofMillis(200);
    private static final Duration QUIET = Duration.ofSeconds(3);

    /** The last loader or two may still be on some thread's stack. */
    private static final int LOADERS = 2;

    @Test
    @Timeout(value = 45, unit = TimeUnit.MINUTES)
    void aThousandReplacementsOfVisionLoseNoCallAndLeaveNothing(
            Broker broker, SwapBenchmark benchmark) {
        soak(broker, benchmark, "vision", 1_000);
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void twoHundredReplacementsOfTheCoreLoseNoCallAndLeaveNothing(
            Broker broker, SwapBenchmark benchmark) {
        soak(broker, benchmark, "core", 200);
    }

    private static void soak(Broker broker, SwapBenchmark benchmark, String bundle, int otherwise) {
        int swaps = Integer.getInteger("soak.swaps." + bundle, otherwise);
        ask(broker);
        SwapFigures figures =
                benchmark.run(
                        "io.mingle." + bundle,
                        swaps,
                        CALLERS,
                        GAP,
                        QUIET,
                        () -> ask(broker),
                        progress -> {});
        print(figures);
        assertEquals(swaps, figures.swaps(), "replacements");
        assertEquals(0, figures.refused(), "refused replacements");
        assertEquals(0, figures.lossy(), "replacements that cost calls");
        assertEquals(0, figures.failed(), figures.firstFailure());
        assertTrue(
                figures.loadersAlive() <= LOADERS,
                figures.loadersAlive() + " old class loaders are still held");
    }

    private static void print(SwapFigures figures) {
        System.out.printf(
                Locale.ROOT,
                "%d replacements of %s: %d calls, %d failed; replacement p50 %.1f ms, p99 %.1f ms;"
                    + " call p50 %.1f ms, longest %.1f ms (without replacements %.1f ms, %.1f ms);"
                    + " old class loaders %d; heap %d -> %d MB, process %d -> %d MB%n",
                figures.swaps(),
                figures.bundle(),
                figures.calls(),
                figures.failed(),
                figures.swapMillis().p50(),
                figures.swapMillis().p99(),
                figures.busyMillis().p50(),
                figures.busyMillis().max(),
                figures.quietMillis().p50(),
                figures.quietMillis().max(),
                figures.loadersAlive(),
                figures.heapBefore() >> 20,
                figures.heapAfter() >> 20,
                figures.residentBefore() >> 20,
                figures.residentAfter() >> 20);
    }
}
