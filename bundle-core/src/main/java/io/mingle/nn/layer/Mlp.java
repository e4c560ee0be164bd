package io.mingle.nn.layer;

import io.mingle.nn.Value;

/** Two products with an activation between them. */
public record Mlp(Layer first, Layer activation, Layer second) implements Layer {

    /** Returns two products with a GELU between them. */
    public Mlp(Layer first, Layer second) {
        this(first, Value::gelu, second);
    }

    @Override
    public Value apply(Value x) {
        return second.apply(activation.apply(first.apply(x)));
    }
}
