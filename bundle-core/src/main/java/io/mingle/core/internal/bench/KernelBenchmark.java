package io.mingle.core.internal.bench;

import static io.mingle.core.internal.bench.DecodeBenchmark.format;

import io.mingle.api.bench.Benchmark;
import io.mingle.api.bench.BenchmarkReport;
import io.mingle.bench.MachineLimits;
import io.mingle.core.internal.runtime.KernelTrial;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.nn.Precision;
import io.mingle.tensor.DataType;
import io.mingle.tensor.Kernel;
import io.mingle.tensor.Operation;
import io.mingle.tensor.TensorRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows the table of kernels: which are in use on this machine, and how fast each is. */
@Component(property = "name=" + KernelBenchmark.NAME)
public final class KernelBenchmark implements Benchmark {

    static final String NAME = "kernels";

    private final TensorRuntime runtime;
    private final List<KernelTrial> trials;

    @Activate
    public KernelBenchmark(@Reference TensorRuntime runtime, @Reference TorchDevice device) {
        this.runtime = runtime;
        this.trials = device.kernelTrials();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "The kernels of this device: which are in, and how fast each is.";
    }

    @Override
    public BenchmarkReport run(Duration perCase, Consumer<String> progress) {
        progress.accept("measuring the machine");
        MachineLimits limits = MachineLimits.measure(runtime, Precision.FLOAT32);
        Map<Operation, Double> float32 = new EnumMap<>(Operation.class);
        List<List<String>> rows = new ArrayList<>();
        for (Kernel plain : plain(DataType.FLOAT32)) {
            progress.accept("multiplying in float32");
            double speed = KernelSpeed.measure(runtime, plain, perCase);
            float32.put(plain.operation(), speed);
            rows.add(row(plain, "in use", speed, limits, float32));
        }
        Set<Operation> taken = new HashSet<>();
        for (KernelTrial trial : trials) {
            Kernel kernel = trial.kernel();
            progress.accept("trying " + kernel.name());
            boolean used = trial.holds() && (kernel.gradients() || taken.add(kernel.operation()));
            String state = used ? "in use" : trial.holds() ? "in" : "out: " + trial.out();
            double speed =
                    trial.wrong() ? Double.NaN : KernelSpeed.measure(runtime, kernel, perCase);
            rows.add(row(kernel, state, speed, limits, float32));
        }
        for (Kernel plain : plain(DataType.BFLOAT16)) {
            progress.accept("multiplying in bfloat16");
            double speed = KernelSpeed.measure(runtime, plain, perCase);
            String state = taken.contains(plain.operation()) ? "in" : "in use";
            rows.add(row(plain, state, speed, limits, float32));
        }
        return new BenchmarkReport(
                limits.describe(),
                List.of("KERNEL", "FOR", "FORMAT", "GB/S", "GFLOP/S", "OF", "STATE"),
                rows,
                List.of(
                        format(
                                "GB/s at one row, of the limit of reading; GFLOP/s at %s rows, of"
                                        + " float32's plain way; medians.",
                                KernelSpeed.ROWS),
                        "Plain works everywhere; of the others the first that is in is in use. Each"
                                + " was tried on a tiny problem when the device started."));
    }

    private static List<Kernel> plain(DataType format) {
        List<Kernel> plain = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            plain.add(new Kernel("plain", operation, format, false, false, 0, operation.plain()));
        }
        return plain;
    }

    private static List<String> row(
            Kernel kernel,
            String state,
            double speed,
            MachineLimits limits,
            Map<Operation, Double> float32) {
        boolean reads = kernel.operation() == Operation.ROW_PRODUCT;
        double limit = reads ? limits.readBytes() : float32.get(kernel.operation());
        String figure = Double.isNaN(speed) ? "" : format("%.1f", speed / 1e9);
        return List.of(
                kernel.name(),
                purpose(kernel),
                kernel.format().toString(),
                reads ? figure : "",
                reads ? "" : figure,
                Double.isNaN(speed) ? "" : format("%.0f %%", 100 * speed / limit),
                state);
    }

    private static String purpose(Kernel kernel) {
        String purpose =
                switch (kernel.operation()) {
                    case ROW_PRODUCT -> "one row";
                    case PRODUCT -> "many rows";
                    case CONVOLUTION -> "convolution";
                    case ATTENTION -> "attention";
                };
        return kernel.gradients() ? purpose + ", to learn" : purpose;
    }
}
