package io.mingle.core.internal.runtime;

import static io.mingle.tensor.DataType.BFLOAT16;
import static io.mingle.tensor.Operation.ATTENTION;
import static io.mingle.tensor.Operation.CONVOLUTION;
import static io.mingle.tensor.Operation.PRODUCT;
import static io.mingle.tensor.Operation.ROW_PRODUCT;

import io.mingle.tensor.Kernel;
import java.util.List;

/**
 * The rows of the table of kernels, by device and in the order of preference. What is right here on
 * one machine may throw, be wrong or be slow on the next: see {@link KernelTrial}.
 */
final class KernelTable {

    /**
     * Weights that a product widens at a time: what stays in the second cache is not read twice.
     */
    private static final int PRODUCT_BLOCK = 1 << 18;

    /** A convolution copies its input for each block, so that its blocks are larger. */
    private static final int CONVOLUTION_BLOCK = 1 << 20;

    private KernelTable() {}

    /**
     * The kernels of processors.
     *
     * <p>The row product of oneDNN reads bfloat16 weights with 33 to 35 GB/s where memory allows 38
     * to 42; it takes AVX-512. Without, the plain way is the fastest that needs no copy of the
     * weights: 11 GB/s where float32 reads 28, as arithmetic bounds it, and 8 if blocks are widened
     * first. Processors without arithmetic in bfloat16 multiply many rows in float32 eight times
     * faster, their weights widened block by block, and convolve a hundred times faster. With
     * gradients, two products and a softmax take a twelfth of the fused kernel's time on segments
     * of 30 to 180 rows.
     */
    static final List<Kernel> PROCESSOR =
            List.of(
                    new Kernel(
                            "mkldnn::_linear_pointwise",
                            ROW_PRODUCT,
                            BFLOAT16,
                            false,
                            false,
                            0,
                            """
                            none = annotate(List[Optional[number]], [])
                            return ops.mkldnn._linear_pointwise(x, w, None, "none", none, "")
                            """),
                    new Kernel(
                            "linear through float32",
                            PRODUCT,
                            BFLOAT16,
                            false,
                            true,
                            Float.BYTES * (long) PRODUCT_BLOCK,
                            throughFloat32(
                                    """
                                    if torch.numel(x) == torch.size(w, 1):
                                      return torch.linear(x, w, b)
                                    outputs = 0
                                    """,
                                    PRODUCT_BLOCK,
                                    "torch.linear(x, f, c)",
                                    -1)),
                    new Kernel(
                            "convolution through float32",
                            CONVOLUTION,
                            BFLOAT16,
                            false,
                            true,
                            Float.BYTES * (long) CONVOLUTION_BLOCK,
                            throughFloat32(
                                    """
                                    none = [0] * len(stride)
                                    if groups > 1:
                                      c = annotate(Optional[Tensor], None)
                                      if b is not None:
                                        c = torch.to(b, 6)
                                      y = torch.convolution(torch.to(x, 6), torch.to(w, 6), c, stride, padding, dilation, transposed, none, groups)
                                      return torch.to(y, %s)
                                    outputs = 0
                                    if transposed:
                                      outputs = 1
                                    """
                                            .formatted(BFLOAT16.code()),
                                    CONVOLUTION_BLOCK,
                                    "torch.convolution(x, f, c, stride, padding, dilation,"
                                            + " transposed, none, 1)",
                                    1)),
                    new Kernel(
                            "two products and a softmax",
                            ATTENTION,
                            BFLOAT16,
                            true,
                            false,
                            0,
                            """
                            s = torch.matmul(torch.mul(q, torch.size(q, -1) ** -0.5), torch.transpose(k, -2, -1))
                            if see is not None:
                              if not torch.is_floating_point(see):
                                none = torch.zeros_like(see, dtype=%1$s)
                                see = torch.masked_fill(none, torch.logical_not(see), -1e30)
                              s = torch.add(s, see)
                            return torch.matmul(torch.softmax(s, -1), v)
                            """
                                    .formatted(BFLOAT16.code())));

    /**
     * Computes in float32 what is rounded once at the end, with as many outputs at a time as {@code
     * block} weights have. All blocks are widened into the same memory, which stays in the cache.
     *
     * @param first what comes before: it says which axis of the weights is that of the {@code
     *     outputs}, and computes what is not worth the conversion
     * @param call of {@code x} in float32 with the weights {@code f} and the bias {@code c}
     * @param axis that of the outputs in the result
     */
    private static String throughFloat32(String first, int block, String call, int axis) {
        return first
                + """
                x = torch.to(x, 6)
                n = torch.size(w, outputs)
                step = %1$s * n // torch.numel(w)
                if step < 1:
                  step = 1
                if step > n:
                  step = n
                wide = torch.empty_like(torch.narrow(w, outputs, 0, step), dtype=6)
                parts = annotate(List[Tensor], [])
                for i in range(0, n, step):
                  m = step
                  if i + m > n:
                    m = n - i
                  f = torch.copy_(torch.narrow(wide, outputs, 0, m), torch.narrow(w, outputs, i, m))
                  c = annotate(Optional[Tensor], None)
                  if b is not None:
                    c = torch.to(torch.narrow(b, 0, i, m), 6)
                  parts.append(torch.to(%2$s, %3$s))
                return torch.cat(parts, %4$s)
                """
                        .formatted(block, call, BFLOAT16.code(), axis);
    }
}
