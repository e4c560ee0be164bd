package io.mingle.swap;

/**
 * What a {@link SwapBenchmark} measured.
 *
 * @param bundle the symbolic name of the bundle that was replaced
 * @param swaps how often it was replaced
 * @param refused how many of the replacements were refused
 * @param lossy how many of them were done and say themselves that they cost calls
 * @param threads how many threads called all the time
 * @param calls how many calls ended while it was being replaced
 * @param failed how many of them failed
 * @param firstFailure what the first of those said; empty if there was none
 * @param swapMillis how long a replacement took, with draining
 * @param quietMillis how long a call took before, without replacements
 * @param busyMillis how long a call took while the bundle was being replaced
 * @param loadersAlive old class loaders of the bundle that are still held afterwards, after
 *     collecting garbage
 * @param heapBefore bytes of the Java heap that are in use, after collecting garbage
 * @param heapAfter the same afterwards
 * @param residentBefore bytes of memory that the process holds, Java and native; -1 where the
 *     system does not tell
 * @param residentAfter the same afterwards
 * @param bytesRead bytes that were read from disk meanwhile, jars not counted that were in the page
 *     cache; -1 where the system does not tell
 */
public record SwapFigures(
        String bundle,
        int swaps,
        int refused,
        int lossy,
        int threads,
        long calls,
        long failed,
        String firstFailure,
        Quantiles swapMillis,
        Quantiles quietMillis,
        Quantiles busyMillis,
        int loadersAlive,
        long heapBefore,
        long heapAfter,
        long residentBefore,
        long residentAfter,
        long bytesRead) {

    /**
     * Of many durations in milliseconds, those that half of them, 99 of 100, and all stay below.
     */
    public record Quantiles(double p50, double p99, double max) {}
}
