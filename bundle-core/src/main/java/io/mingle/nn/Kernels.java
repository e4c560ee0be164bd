package io.mingle.nn;

import io.mingle.tensor.DataType;
import io.mingle.tensor.ProgramSource;

/**
 * The table of hand-chosen kernels: what a program does for a product, a norm, a rotation or
 * attention in a given {@link Precision}.
 *
 * <p>Networks call these methods by name ({@code self.linear(x, w)}); nothing else in Mingle knows
 * formats and devices. Measured choices are told in the comments.
 */
public final class Kernels {

    private final Precision precision;

    public Kernels(Precision precision) {
        this.precision = precision;
    }

    public Precision precision() {
        return precision;
    }

    /** Adds the list of weights {@code self.w} and all kernels to a program. */
    public void addTo(ProgramSource.Builder program) {
        program.tensors("w");
        addProducts(program);
        addConvolution(program);
        addNorms(program);
        addRotation(program);
        addAttention(program);
        addGatedProduct(program);
    }

    private void addProducts(ProgramSource.Builder program) {
        String act = code(precision.activations());
        program.method(
                "linear",
                "x: Tensor, w: Tensor",
                "Tensor",
                "return torch.linear(torch.to(x, %s), torch.to(w, %s))".formatted(act, act));
        program.method(
                "linear_bias",
                "x: Tensor, w: Tensor, b: Tensor",
                "Tensor",
                "return torch.linear(torch.to(x, %s), torch.to(w, %s), torch.to(b, %s))"
                        .formatted(act, act, act));
        program.method("linear_row", "x: Tensor, w: Tensor", "Tensor", rowProduct());
    }

    /**
     * One row reads every weight once, so the memory decides: in bfloat16 the oneDNN product reads
     * 33–35 GB/s of weights on a machine whose limit is 38–42.
     */
    private String rowProduct() {
        if (precision == Precision.BFLOAT16) {
            return """
            none = annotate(List[Optional[number]], [])
            return ops.mkldnn._linear_pointwise(x, w, None, "none", none, "")
            """;
        }
        return "return self.linear(x, w)";
    }

    /** Over time: {@code x} [batch, inputs, rows], with zeros around it. */
    private void addConvolution(ProgramSource.Builder program) {
        String act = code(precision.activations());
        program.method(
                "convolve",
                "x: Tensor, w: Tensor, b: Tensor, stride: int",
                "Tensor",
                """
                around = torch.size(w, 2) // 2
                return torch.conv1d(torch.to(x, %1$s), torch.to(w, %1$s), torch.to(b, %1$s), [stride], [around])
                """
                        .formatted(act));
    }

    /**
     * Two RMS norms: the decoder rounds after the weight, the vision encoder before it. The audio
     * encoder has layer norms.
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
        program.method(
                "attend_masked",
                "q: Tensor, k: Tensor, v: Tensor, see: Tensor",
                "Tensor",
                """
                times = torch.size(q, 1) // torch.size(k, 1)
                k = self.repeat_heads(k, times)
                v = self.repeat_heads(v, times)
                see = torch.to(see, 11)
                return %s
                """
                        .formatted(attention("see")));
        program.method(
                "attend_all",
                "q: Tensor, k: Tensor, v: Tensor",
                "Tensor",
                "return " + attention("None"));
        program.method(
                "attend_written_out",
                "q: Tensor, k: Tensor, v: Tensor, see: Optional[Tensor]",
                "Tensor",
                """
                s = torch.to(torch.matmul(q, torch.transpose(k, -2, -1)), 6)
                s = torch.div(s, torch.sqrt(torch.size(q, -1)))
                if see is not None:
                  s = torch.masked_fill(s, torch.logical_not(see), -1e30)
                return torch.matmul(torch.to(torch.softmax(s, -1), %s), v)
                """
                        .formatted(code(precision.activations())));
    }

    /**
     * With gradients, two products and a softmax take half of the fused kernel's time in float32 on
     * segments of 30 to 180 rows, and a twelfth of its time in bfloat16.
     */
    private String attention(String see) {
        return precision == Precision.MIXED
                ? "self.attend_written_out(q, k, v, %s)".formatted(see)
                : "torch.scaled_dot_product_attention(q, k, v, %s)".formatted(see);
    }

    private void addGatedProduct(ProgramSource.Builder program) {
        program.method(
                "gated",
                "x: Tensor, gate: Tensor, up: Tensor, down: Tensor",
                "Tensor",
                """
                return self.linear(torch.mul(torch.silu(self.linear(x, gate)), self.linear(x, up)), down)
                """);
        program.method(
                "gated_row",
                "x: Tensor, gate: Tensor, up: Tensor, down: Tensor",
                "Tensor",
                """
                h = torch.mul(torch.silu(self.linear_row(x, gate)), self.linear_row(x, up))
                return self.linear_row(h, down)
                """);
    }

    private static String code(DataType type) {
        return Integer.toString(type.code());
    }
}
