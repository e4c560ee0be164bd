package io.mingle.core.internal.parity;

import io.mingle.nn.Kernels;
import io.mingle.nn.Precision;
import io.mingle.parity.Difference;
import io.mingle.parity.Finding;
import io.mingle.parity.ReferenceValues;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import java.util.function.Consumer;

/**
 * Both RMS norms on their own, of rows that are large, small and zero: they round at different
 * places, which in bfloat16 shows in the last bit and drowns in a whole network's noise.
 */
final class Norms {

    private static final double FLOAT32 = 1e-6;

    private Norms() {}

    static void compare(TensorRuntime runtime, Precision precision, Consumer<Finding> findings) {
        compare(runtime, "norm", "decoder", 1e-5, precision, findings);
        compare(runtime, "norm_rounded", "vision", 1e-6, precision, findings);
    }

    private static void compare(
            TensorRuntime runtime,
            String kernel,
            String name,
            double epsilon,
            Precision precision,
            Consumer<Finding> findings) {
        ReferenceValues pieces = ReferenceValues.of(Norms.class, "pieces.safetensors");
        float[] found = norm(runtime, pieces, kernel, epsilon, precision);
        Difference difference =
                precision == Precision.FLOAT32
                        ? Difference.float32(
                                pieces.floats("rmsnorm." + name + ".float32"), found, FLOAT32)
                        : Difference.whole(bits(pieces.floats("rmsnorm." + name)), bits(found));
        findings.accept(new Finding("norms", "rows of the " + name, precision, difference));
    }

    private static float[] norm(
            TensorRuntime runtime,
            ReferenceValues pieces,
            String kernel,
            double epsilon,
            Precision precision) {
        int type = precision.activations().code();
        ProgramSource.Builder source = new ProgramSource.Builder("Norm");
        new Kernels(precision, runtime.kernels()).addTo(source);
        source.method(
                "widened",
                "x: Tensor, w: Tensor, eps: float",
                "Tensor",
                "return torch.to(self.%s(torch.to(x, %s), torch.to(w, %s), eps), 6)"
                        .formatted(kernel, type, type));
        try (Program program = runtime.load(source.build());
                Tensor x = value(runtime, pieces, "rmsnorm.x");
                Tensor weight = value(runtime, pieces, "rmsnorm.weight");
                Tensor y = program.runOne("widened", x, weight, epsilon)) {
            return y.floats();
        }
    }

    private static Tensor value(TensorRuntime runtime, ReferenceValues pieces, String name) {
        return runtime.of(pieces.floats(name), pieces.shape(name));
    }

    private static long[] bits(float[] values) {
        long[] bits = new long[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToIntBits(values[i]);
        }
        return bits;
    }
}
