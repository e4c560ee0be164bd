package io.mingle.nn.layer;

import io.mingle.nn.Value;

/** Two products with a GELU between them. */
public record Mlp(Layer first, Layer second) implements Layer {

    @Override
    public Value apply(Value x) {
        return second.apply(first.apply(x).gelu());
    }
}
