package io.mingle.nn.layer;

import io.mingle.nn.Value;

/**
 * Lets all places of a picture attend to one another (P. Esser and others, Taming Transformers,
 * 2021): [batch, channels, rows, columns], added to what it was.
 */
public record SpatialAttention(Layer norm, Layer attention) implements Layer {

    @Override
    public Value apply(Value x) {
        Value places = norm.apply(x).flatten(2, 3).transpose(1, 2);
        Value y = attention.apply(places).transpose(1, 2);
        return x.plus(y.unflatten(2, x.size(2), x.size(3)));
    }
}
