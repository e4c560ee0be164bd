package io.mingle.nn.layer;

import io.mingle.nn.Value;
import java.util.List;

/**
 * Repeats each place of a picture, so that its sides are {@code times} as long: [batch, channels,
 * rows, columns].
 */
public record Upsample(int times) implements Layer {

    @Override
    public Value apply(Value x) {
        List<Double> both = List.of((double) times, (double) times);
        return x.call("torch.upsample_nearest2d", null, both);
    }
}
