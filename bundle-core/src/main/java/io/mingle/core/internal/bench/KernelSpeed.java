package io.mingle.core.internal.bench;

import io.mingle.bench.RepeatedRuns;
import io.mingle.tensor.Kernel;
import io.mingle.tensor.Operation;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Times kernels on problems of the size of a model's: one row with enough matrices that none comes
 * from a cache, or many rows with one.
 */
final class KernelSpeed {

    /** The rows of a problem that arithmetic bounds. */
    static final int ROWS = 512;

    private static final int INPUTS = 2048;
    private static final int OUTPUTS = 2816;
    private static final int MATRICES = 24;
    private static final int CHANNELS = 512;
    private static final int WIDTH = 3;
    private static final int HEADS = 16;
    private static final int DIMENSION = 128;

    private KernelSpeed() {}

    /**
     * Returns bytes of weights read per second for one row, else floating point operations per
     * second.
     */
    static double measure(TensorRuntime runtime, Kernel kernel, Duration time) {
        return switch (kernel.operation()) {
            case ROW_PRODUCT -> {
                double bytes = kernel.format().bytes(MATRICES, OUTPUTS, INPUTS);
                yield bytes
                        / seconds(
                                runtime,
                                kernel,
                                time,
                                "t[0], t[i]",
                                MATRICES,
                                new long[] {1, INPUTS},
                                new long[] {OUTPUTS, INPUTS});
            }
            case PRODUCT -> {
                double operations = 2.0 * ROWS * INPUTS * OUTPUTS;
                yield operations
                        / seconds(
                                runtime,
                                kernel,
                                time,
                                "t[0], t[1], None",
                                1,
                                new long[] {ROWS, INPUTS},
                                new long[] {OUTPUTS, INPUTS});
            }
            case CONVOLUTION -> {
                double operations = 2.0 * ROWS * CHANNELS * CHANNELS * WIDTH;
                yield operations
                        / seconds(
                                runtime,
                                kernel,
                                time,
                                "t[0], t[1], None, [1], [1], [1], False, 1",
                                1,
                                new long[] {1, CHANNELS, ROWS},
                                new long[] {CHANNELS, CHANNELS, WIDTH});
            }
            case ATTENTION -> {
                double operations = 4.0 * HEADS * ROWS * ROWS * DIMENSION;
                long[] shape = {1, HEADS, ROWS, DIMENSION};
                yield operations
                        / seconds(runtime, kernel, time, "t[0], t[1], t[1], None", 1, shape, shape);
            }
        };
    }

    /** Runs it with each of {@code times} second tensors; what it returns is looked at. */
    private static double seconds(
            TensorRuntime runtime,
            Kernel kernel,
            Duration time,
            String arguments,
            int times,
            long[] first,
            long[] second) {
        Operation operation = kernel.operation();
        ProgramSource source =
                new ProgramSource.Builder("Speed")
                        .subject("the benchmark of the kernel '%s'".formatted(kernel.name()))
                        .deed("all", "Measuring")
                        .method(operation.method(), operation.parameters(), "Tensor", kernel.body())
                        .method(
                                "all",
                                "t: List[Tensor]",
                                "List[Tensor]",
                                """
                                found = annotate(List[Tensor], [])
                                for i in range(1, len(t)):
                                  found.append(self.%s(%s))
                                return found
                                """
                                        .formatted(operation.method(), arguments))
                        .build();
        List<Tensor> tensors = new ArrayList<>();
        try (Program program = runtime.load(source)) {
            tensors.add(runtime.zeros("scratch", kernel.format(), first));
            for (int i = 0; i < times; i++) {
                tensors.add(runtime.zeros("scratch", kernel.format(), second));
            }
            return RepeatedRuns.of(time, () -> program.run("all", tensors).forEach(Tensor::close))
                    .median();
        } finally {
            tensors.forEach(Tensor::close);
        }
    }
}
