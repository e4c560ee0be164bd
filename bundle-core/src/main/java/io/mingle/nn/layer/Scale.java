package io.mingle.nn.layer;

import io.mingle.nn.Value;
import io.mingle.nn.Weight;

/**
 * Multiplies the last axis, each value with one of its own (H. Touvron and others, Going deeper
 * with Image Transformers, 2021, section 2: LayerScale).
 *
 * @param weight [size]
 */
public record Scale(Weight weight) implements Layer {

    @Override
    public Value apply(Value x) {
        return x.times(x.body().call("torch.to", weight, x.body().precision().activations()));
    }
}
