package io.mingle.tensor;

/**
 * What a {@link Kernel} computes, as a method of a program. All tensors that enter have the
 * kernel's format, and so has the result.
 */
public enum Operation {
    /**
     * One row {@code x} [.., I] times a matrix {@code w} [O, I], → [.., O]. Each weight is read
     * once, so memory decides how fast it is.
     */
    ROW_PRODUCT("linear_row", "x: Tensor, w: Tensor", "return torch.linear(x, w)"),

    /** Rows {@code x} [.., I] times a matrix {@code w} [O, I], plus {@code b} [O], → [.., O]. */
    PRODUCT("product", "x: Tensor, w: Tensor, b: Optional[Tensor]", "return torch.linear(x, w, b)"),

    /**
     * Over one axis or several, with {@code padding} zeros around them: {@code x} [batch, I, ..]
     * with {@code w} [O, I / groups, ..] and {@code b} [O] → [batch, O, ..]. A transposed one has
     * {@code w} [I, O / groups, ..] and cuts off what is padding.
     */
    CONVOLUTION(
            "convolution",
            "x: Tensor, w: Tensor, b: Optional[Tensor], stride: List[int], padding: List[int],"
                    + " dilation: List[int], transposed: bool, groups: int",
            """
            none = [0] * len(stride)
            return torch.convolution(x, w, b, stride, padding, dilation, transposed, none, groups)
            """),

    /**
     * {@code q} [batch, heads, rows, dim] over {@code k}, {@code v} [batch, heads, keys, dim]; a
     * row sees the keys that are true in {@code see}, or all. Where {@code see} has numbers, they
     * are added to the scores.
     */
    ATTENTION(
            "attention",
            "q: Tensor, k: Tensor, v: Tensor, see: Optional[Tensor]",
            "return torch.scaled_dot_product_attention(q, k, v, see)");

    private final String method;
    private final String parameters;
    private final String plain;

    Operation(String method, String parameters, String plain) {
        this.method = method;
        this.parameters = parameters;
        this.plain = plain;
    }

    /** Returns the name of the method that computes it. */
    public String method() {
        return method;
    }

    /** Returns the parameters of that method. */
    public String parameters() {
        return parameters;
    }

    /** Returns the body that works on every device and in every format, with gradients too. */
    public String plain() {
        return plain;
    }
}
