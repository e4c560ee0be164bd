package io.mingle.bench;

import io.mingle.nn.Precision;
import io.mingle.tensor.DataType;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What the machine allows, measured in the same run as what is compared with it.
 *
 * @param readBytes bytes per second that a large tensor is read with
 * @param flops floating point operations per second of a large matrix product
 */
public record MachineLimits(double readBytes, double flops) {

    private static final long ELEMENTS = 128L << 20;
    private static final int SIDE = 1024;
    private static final int PRODUCTS = 8;
    private static final int TRIES = 5;

    /**
     * Measures both, for products in the activation type of {@code precision} or in float32,
     * whichever is faster: what has no arithmetic in a format computes it through float32.
     */
    public static MachineLimits measure(TensorRuntime runtime, Precision precision) {
        ProgramSource source =
                new ProgramSource.Builder("Limits")
                        .method("read", "x: Tensor", "Tensor", "return torch.sum(x)")
                        .method(
                                "multiply",
                                "x: Tensor, count: int",
                                "Tensor",
                                """
                                y = x
                                for i in range(count):
                                  y = torch.matmul(y, x)
                                return y
                                """)
                        .build();
        try (Program program = runtime.load(source);
                Tensor large = runtime.zeros("scratch", DataType.FLOAT32, ELEMENTS)) {
            double read = best(() -> program.runOne("read", large).close());
            double multiply = multiply(runtime, program, DataType.FLOAT32);
            if (precision.activations() != DataType.FLOAT32) {
                multiply = Math.min(multiply, multiply(runtime, program, precision.activations()));
            }
            double operations = 2.0 * SIDE * SIDE * SIDE * PRODUCTS;
            return new MachineLimits(large.bytes() / read, operations / multiply);
        }
    }

    private static double multiply(TensorRuntime runtime, Program program, DataType type) {
        try (Tensor square = runtime.zeros("scratch", type, SIDE, SIDE)) {
            return best(() -> program.runOne("multiply", square, PRODUCTS).close());
        }
    }

    /** Returns the seconds of the fastest try, the one that was disturbed least. */
    private static double best(Runnable work) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long start = System.nanoTime();
            work.run();
            best = Math.min(best, System.nanoTime() - start);
        }
        return best / 1e9;
    }

    /** Names the processor, its cores and what was measured. */
    public String describe() {
        return String.format(
                Locale.ROOT,
                "%s; limits measured now: %.1f GB/s read, %.0f GFLOP/s",
                machine(),
                readBytes / 1e9,
                flops / 1e9);
    }

    /** Names the processor and its cores. */
    public static String machine() {
        return processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores";
    }

    private static String processor() {
        Path info = Path.of("/proc/cpuinfo");
        try {
            if (Files.isReadable(info)) {
                return Files.readAllLines(info).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
            }
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
        return System.getProperty("os.arch");
    }
}
