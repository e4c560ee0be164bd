package io.mingle.swap;

import io.mingle.api.error.InvalidRequestException;
import java.time.Duration;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** Replaces a bundle again and again while threads call it. */
@ProviderType
public interface SwapBenchmark {

    /**
     * Measures. Returns early, with what there is, when the calling thread is interrupted.
     *
     * @param bundle the symbolic name of the bundle to replace, by the jar that it runs from
     * @param swaps how often, at least 1
     * @param threads how many threads call meanwhile, at least 1
     * @param gap how long to leave it alone between two replacements, whatever becomes of calls
     *     meanwhile
     * @param quiet how long to measure calls without replacements first
     * @param call one call that the bundle takes part in, by way of the broker; throws if it fails
     * @param progress is told how far it is, on the calling thread
     * @return the figures
     * @throws InvalidRequestException if there is no such bundle, it may not be replaced, or a
     *     number is too small
     */
    SwapFigures run(
            String bundle,
            int swaps,
            int threads,
            Duration gap,
            Duration quiet,
            Runnable call,
            Consumer<String> progress);
}
