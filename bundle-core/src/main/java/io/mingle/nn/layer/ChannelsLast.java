package io.mingle.nn.layer;

import io.mingle.nn.Value;

/**
 * Applies a layer of rows, such as a {@link LayerNorm} or a {@link Linear}, to the channels of each
 * place: [batch, channels, places].
 */
public record ChannelsLast(Layer layer) implements Layer {

    @Override
    public Value apply(Value x) {
        return layer.apply(x.transpose(1, 2)).transpose(1, 2);
    }
}
