package io.mingle.audio.detokenizer;

import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Activations;
import io.mingle.nn.layer.ChannelsLast;
import io.mingle.nn.layer.Convolution;
import io.mingle.nn.layer.GroupNorm;
import io.mingle.nn.layer.Layer;
import io.mingle.nn.layer.LayerNorm;
import io.mingle.nn.layer.Linear;
import io.mingle.nn.layer.Window;

/**
 * Two convolutions with a norm, between which the time enters, added to what came in (S. Mehta and
 * others, Matcha-TTS, 2024, section 2.3).
 */
record TimedBlock(Layer first, Layer time, Layer second, Layer past) {

    private static final double EPS = 1e-5;
    private static final int GROUPS = 8;

    static TimedBlock of(Scope scope, FlowConfig config, int inputs) {
        int channels = config.channels();
        return new TimedBlock(
                half(scope.at("block1"), config, inputs),
                Linear.biased(scope.at("mlp").at(1), config.timeSize(), channels),
                half(scope.at("block2"), config, channels),
                Convolution.biased(scope.at("res_conv"), inputs, channels, Window.of(1)));
    }

    /** A convolution, a norm and Mish. */
    static Layer half(Scope scope, FlowConfig config, int inputs) {
        int channels = config.channels();
        Scope block = scope.at("block");
        Layer convolution = Convolution.biased(block.at(0), inputs, channels, config.window(3));
        Layer norm =
                config.streaming()
                        ? new ChannelsLast(LayerNorm.of(block.at(2), channels, EPS))
                        : GroupNorm.of(block.at(1), GROUPS, channels, EPS);
        return convolution.then(norm).then(Activations::mish);
    }

    /**
     * Writes what it makes of frames.
     *
     * @param x [batch, inputs, frames]
     * @param times embedded, [batch, time size]
     */
    Value apply(Value x, Value times) {
        Value when = time.apply(Activations.mish(times)).unsqueeze(-1);
        return second.apply(first.apply(x).plus(when)).plus(past.apply(x));
    }
}
