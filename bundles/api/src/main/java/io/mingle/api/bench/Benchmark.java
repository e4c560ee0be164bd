package io.mingle.api.bench;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import java.time.Duration;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A measurement of this machine and model. Bundles register it as a service; the command line runs
 * it.
 */
@ConsumerType
public interface Benchmark {

    /**
     * Names the benchmark, as it is typed on the command line.
     *
     * @return for example {@code decode}
     */
    String name();

    /**
     * Tells what is measured.
     *
     * @return one sentence for people
     */
    String summary();

    /**
     * Measures.
     *
     * @param perCase how long to measure each case
     * @param progress is told what is being measured, on the calling thread
     * @return the figures
     * @throws CancelledException if the calling thread is interrupted, unless there are figures to
     *     return already
     * @throws InvalidRequestException if {@code perCase} is not above zero
     */
    BenchmarkReport run(Duration perCase, Consumer<String> progress);
}
