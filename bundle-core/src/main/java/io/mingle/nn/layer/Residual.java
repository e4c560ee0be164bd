package io.mingle.nn.layer;

import io.mingle.nn.Value;

/** Adds what a layer makes of something to it (K. He and others, Deep Residual Learning, 2015). */
public record Residual(Layer layer) implements Layer {

    @Override
    public Value apply(Value x) {
        return x.plus(layer.apply(x));
    }
}
