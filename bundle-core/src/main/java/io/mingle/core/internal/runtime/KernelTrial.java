package io.mingle.core.internal.runtime;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import io.mingle.tensor.DataType;
import io.mingle.tensor.Kernel;
import io.mingle.tensor.Operation;
import io.mingle.tensor.ProgramSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What came of trying a kernel on a tiny problem, beside the plain way to compute it. Each is tried
 * in a program of its own: one that names an operator which this libtorch lacks does not compile.
 *
 * @param kernel what was tried
 * @param wrong whether it failed or differs
 * @param out why programs may not use it; empty where they may
 */
public record KernelTrial(Kernel kernel, boolean wrong, String out) {

    private static final Logger LOG = LoggerFactory.getLogger(KernelTrial.class);

    /** The terms of the longest sum in a problem; each adds a rounding of float32 at most. */
    private static final int TERMS = 256;

    /** Returns whether programs may use it. */
    public boolean holds() {
        return out.isEmpty();
    }

    /** Tries all rows of a table; on the device's thread. Whatever happens, the device starts. */
    static List<KernelTrial> of(List<Kernel> table, Bfloat16Costs bfloat16, PtNDManager manager) {
        return table.stream().map(kernel -> of(kernel, bfloat16, manager)).toList();
    }

    private static KernelTrial of(Kernel kernel, Bfloat16Costs costs, PtNDManager manager) {
        KernelTrial trial =
                kernel.detour() && !costs.isSlow(kernel.operation())
                        ? new KernelTrial(
                                kernel,
                                false,
                                "not needed, " + costs.of(kernel.operation()).describe())
                        : compared(kernel, manager);
        if (!trial.holds()) {
            LOG.debug("The kernel '{}' is out: {}.", kernel.name(), trial.out());
        }
        return trial;
    }

    private static KernelTrial compared(Kernel kernel, PtNDManager parent) {
        PtNDManager manager = (PtNDManager) parent.newSubManager();
        try {
            double difference = difference(kernel, manager);
            double allowed = rounding(kernel.format());
            if (difference <= allowed) {
                return new KernelTrial(kernel, false, "");
            }
            // What is no number comes here, too.
            return wrong(
                    kernel,
                    "differs from the plain way by %.1e, allowed is %.1e",
                    difference,
                    allowed);
        } catch (RuntimeException e) {
            return wrong(kernel, "fails, %s", StepFailure.brief(e));
        } finally {
            manager.close();
        }
    }

    private static KernelTrial wrong(Kernel kernel, String why, Object... values) {
        return new KernelTrial(kernel, true, String.format(Locale.ROOT, why, values));
    }

    private static double difference(Kernel kernel, PtNDManager manager) {
        PtSymbolBlock module = Archive.load(program(kernel), manager);
        try (IValue result = IValueUtils.runMethod(module, "difference");
                NDArray difference = result.toTensor(manager)) {
            return difference.toFloatArray()[0];
        } finally {
            module.close();
        }
    }

    /**
     * Bounds what rounding may do: two steps of the format, one for the result and one for what
     * lies between two products, and another order of additions in float32.
     */
    private static double rounding(DataType format) {
        double step =
                switch (format) {
                    case BFLOAT16 -> 0x1p-8;
                    case FLOAT16 -> 0x1p-11;
                    default -> 0x1p-24;
                };
        return 2 * step + TERMS * 0x1p-24;
    }

    /** Its {@code difference} is a part of the largest value of the plain way in float32. */
    private static ProgramSource program(Kernel kernel) {
        Operation operation = kernel.operation();
        return new ProgramSource.Builder("Trial")
                .method(operation.method(), operation.parameters(), "Tensor", kernel.body())
                .method("plain", operation.parameters(), "Tensor", operation.plain())
                .method(
                        "difference",
                        "",
                        "Tensor",
                        """
                        %s
                        found = torch.to(self.%s(%s), 6)
                        expected = self.plain(%s)
                        difference = torch.max(torch.abs(torch.sub(found, expected)))
                        return torch.reshape(torch.div(difference, torch.max(torch.abs(expected))), [1])
                        """
                                .formatted(
                                        problem(kernel),
                                        operation.method(),
                                        arguments(operation),
                                        arguments(operation)
                                                .replaceAll("\\b[abc]\\b", "torch.to($0, 6)")))
                .build();
    }

    private static String problem(Kernel kernel) {
        return switch (kernel.operation()) {
            case ROW_PRODUCT -> waves("a", kernel, 1, 256) + waves("b", kernel, 256, 256);
            case PRODUCT ->
                    waves("a", kernel, 32, 256)
                            + waves("b", kernel, 256, 256)
                            + waves("c", kernel, 256);
            case CONVOLUTION ->
                    waves("a", kernel, 1, 64, 32)
                            + waves("b", kernel, 64, 64, 3)
                            + waves("c", kernel, 64);
            // Values around 1, as a mean of values around 0 would be nothing but rounding.
            case ATTENTION ->
                    waves("a", kernel, 1, 2, 32, 16)
                            + waves("b", kernel, 1, 2, 32, 16)
                            + waves("c", kernel, 1, 2, 32, 16)
                            + "c = torch.add(c, 1)\n";
        };
    }

    /** Numbers between -1 and 1 without a pattern, other ones for each tensor. */
    private static String waves(String tensor, Kernel kernel, long... shape) {
        return """
        %1$s = torch.mul(torch.arange(%2$s, dtype=6), %3$s)
        %1$s = torch.to(torch.reshape(torch.sin(%1$s), %4$s), %5$s)
        """
                .formatted(
                        tensor,
                        LongStream.of(shape).reduce(1, Math::multiplyExact),
                        0.7 + tensor.charAt(0) % 8,
                        Arrays.toString(shape),
                        kernel.format().code());
    }

    private static String arguments(Operation operation) {
        return switch (operation) {
            case ROW_PRODUCT -> "a, b";
            case PRODUCT -> "a, b, c";
            case CONVOLUTION -> "a, b, c, [1], [1], [1], False, 1";
            case ATTENTION -> "a, b, c, None";
        };
    }
}
