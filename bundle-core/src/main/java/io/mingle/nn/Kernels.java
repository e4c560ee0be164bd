package io.mingle.nn;

import io.mingle.tensor.DataType;
import io.mingle.tensor.Kernel;
import io.mingle.tensor.Operation;
import io.mingle.tensor.ProgramSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a program does for a product, a norm, a rotation or attention in a given {@link Precision}
 * on a given device.
 *
 * <p>Layers call these methods by name ({@code self.linear(x, w)}) and know neither formats nor
 * devices. Measured choices are told in the comments; those that differ between devices are the
 * device's {@link Kernel}s.
 */
public final class Kernels {

    private final Precision precision;
    private final Map<Operation, Kernel> chosen = new EnumMap<>(Operation.class);

    /**
     * Chooses the first kernel that fits each operation.
     *
     * @param kernels those that hold on the device, the best first ({@link
     *     io.mingle.tensor.TensorRuntime#kernels})
     */
    public Kernels(Precision precision, List<Kernel> kernels) {
        this.precision = precision;
        for (Kernel kernel : kernels) {
            if (kernel.format() == precision.activations()
                    && kernel.gradients() == (precision == Precision.MIXED)) {
                chosen.putIfAbsent(kernel.operation(), kernel);
            }
        }
    }

    public Precision precision() {
        return precision;
    }

    /**
     * Bounds what a kernel makes on its way besides copies of what it takes and returns; one at a
     * time, so it is to be counted once for each step.
     */
    public long scratchBytes() {
        return chosen.values().stream().mapToLong(Kernel::scratchBytes).max().orElse(0);
    }

    private void add(ProgramSource.Builder program, Operation operation) {
        String body =
                Optional.ofNullable(chosen.get(operation))
                        .map(Kernel::body)
                        .orElse(operation.plain());
        program.method(operation.method(), operation.parameters(), "Tensor", body);
    }

    /** Adds the list of weights {@code self.w} and all kernels to a program. */
    public void addTo(ProgramSource.Builder program) {
        program.tensors("w");
        addProducts(program);
        addConvolution(program);
        addNorms(program);
        addRotation(program);
        addAttention(program);
    }

    private void addProducts(ProgramSource.Builder program) {
        String act = code(precision.activations());
        add(program, Operation.PRODUCT);
        program.method(
                "linear",
                "x: Tensor, w: Tensor",
                "Tensor",
                "return self.product(torch.to(x, %1$s), torch.to(w, %1$s), None)".formatted(act));
        program.method(
                "linear_bias",
                "x: Tensor, w: Tensor, b: Tensor",
                "Tensor",
                "return self.product(torch.to(x, %1$s), torch.to(w, %1$s), torch.to(b, %1$s))"
                        .formatted(act));
        add(program, Operation.ROW_PRODUCT);
    }

    private void addConvolution(ProgramSource.Builder program) {
        add(program, Operation.CONVOLUTION);
        program.method(
                "convolve",
                "x: Tensor, w: Tensor, b: Optional[Tensor], stride: List[int], padding: List[int],"
                        + " dilation: List[int], transposed: bool, groups: int",
                "Tensor",
                """
                x = torch.to(x, %1$s)
                w = torch.to(w, %1$s)
                if b is not None:
                  b = torch.to(b, %1$s)
                return self.convolution(x, w, b, stride, padding, dilation, transposed, groups)
                """
                        .formatted(code(precision.activations())));
    }

    /**
     * RMS norms that round after the weight, or before it and after it, and layer norms; both also
     * without weights.
     */
    private void addNorms(ProgramSource.Builder program) {
        String act = code(precision.activations());
        String normal =
                """
                f = torch.to(x, 6)
                v = torch.mean(torch.mul(f, f), [-1], True)
                y = torch.mul(f, torch.rsqrt(torch.add(v, eps)))
                """;
        program.method(
                "norm",
                "x: Tensor, w: Tensor, eps: float",
                "Tensor",
                normal + "return torch.to(torch.mul(y, torch.to(w, 6)), %s)".formatted(act));
        program.method(
                "norm_rounded",
                "x: Tensor, w: Tensor, eps: float",
                "Tensor",
                normal + "return torch.mul(torch.to(y, %s), torch.to(w, %s))".formatted(act, act));
        program.method(
                "norm_plain",
                "x: Tensor, eps: float",
                "Tensor",
                normal + "return torch.to(y, %s)".formatted(act));
        program.method(
                "layer_norm_plain",
                "x: Tensor, eps: float",
                "Tensor",
                """
                y = torch.layer_norm(torch.to(x, 6), [torch.size(x, -1)], None, None, eps)
                return torch.to(y, %s)
                """
                        .formatted(act));
        program.method(
                "layer_norm",
                "x: Tensor, w: Tensor, b: Tensor, eps: float",
                "Tensor",
                """
                y = torch.layer_norm(torch.to(x, 6), torch.size(w), torch.to(w, 6), torch.to(b, 6), eps)
                return torch.to(y, %s)
                """
                        .formatted(act));
    }

    /** Rotates halves in float32: {@code cos} and {@code sin} are [..., dim / 2]. */
    private void addRotation(ProgramSource.Builder program) {
        program.method(
                "rotate",
                "x: Tensor, cos: Tensor, sin: Tensor",
                "Tensor",
                """
                a, b = torch.chunk(torch.to(x, 6), 2, -1)
                y = torch.cat([a * cos - b * sin, b * cos + a * sin], -1)
                return torch.to(y, %s)
                """
                        .formatted(code(precision.activations())));
    }

    /**
     * Attention for {@code q} [batch, heads, rows, dim] over {@code k}, {@code v} [batch, kv heads,
     * keys, dim]. A single row groups the heads by their key head instead of repeating keys, which
     * is ten times faster.
     */
    private void addAttention(ProgramSource.Builder program) {
        add(program, Operation.ATTENTION);
        program.method(
                "repeat_heads",
                "x: Tensor, times: int",
                "Tensor",
                """
                if times == 1:
                  return x
                b, h, n, d = torch.size(x)
                y = torch.expand(torch.unsqueeze(x, 2), [b, h, times, n, d])
                return torch.reshape(y, [b, h * times, n, d])
                """);
        program.method(
                "attend_causal",
                "q: Tensor, k: Tensor, v: Tensor",
                "Tensor",
                """
                times = torch.size(q, 1) // torch.size(k, 1)
                k = self.repeat_heads(k, times)
                v = self.repeat_heads(v, times)
                rows = torch.size(q, 2)
                keys = torch.size(k, 2)
                if rows == keys:
                  return torch.scaled_dot_product_attention(q, k, v, None, 0.0, True)
                see = torch.tril(torch.ones([rows, keys], dtype=11), keys - rows)
                return torch.scaled_dot_product_attention(q, k, v, see)
                """);
        program.method(
                "attend_row",
                "q: Tensor, k: Tensor, v: Tensor",
                "Tensor",
                """
                heads = torch.size(q, 1)
                dim = torch.size(q, 3)
                kv = torch.size(k, 1)
                grouped = torch.reshape(q, [1, kv, heads // kv, dim])
                y = torch.scaled_dot_product_attention(grouped, k, v)
                return torch.reshape(y, [1, heads, 1, dim])
                """);
        PageKernels.addTo(program);
        program.method(
                "attend",
                "q: Tensor, k: Tensor, v: Tensor, see: Optional[Tensor]",
                "Tensor",
                """
                times = torch.size(q, 1) // torch.size(k, 1)
                k = self.repeat_heads(k, times)
                v = self.repeat_heads(v, times)
                if see is not None:
                  if torch.is_floating_point(see):
                    see = torch.to(see, %s)
                return self.attention(q, k, v, see)
                """
                        .formatted(code(precision.activations())));
        program.method(
                "attend_masked",
                "q: Tensor, k: Tensor, v: Tensor, see: Tensor",
                "Tensor",
                "return self.attend(q, k, v, torch.to(see, 11))");
        program.method(
                "attend_all",
                "q: Tensor, k: Tensor, v: Tensor",
                "Tensor",
                "return self.attend(q, k, v, None)");
    }

    private static String code(DataType type) {
        return Integer.toString(type.code());
    }
}
