package io.mingle.gen.network;

import io.mingle.nn.Scope;
import io.mingle.nn.layer.Attention;
import io.mingle.nn.layer.Convolution;
import io.mingle.nn.layer.GroupNorm;
import io.mingle.nn.layer.Layer;
import io.mingle.nn.layer.Linear;
import io.mingle.nn.layer.ResidualBlock;
import io.mingle.nn.layer.SpatialAttention;
import io.mingle.nn.layer.Upsample;
import io.mingle.nn.layer.Window;

/** What encoder and decoder of the autoencoder are put together from. */
final class AutoencoderStage {

    private static final double EPS = 1e-6;
    private static final Window THREE = Window.of(3).centred();

    private final AutoencoderConfig config;

    AutoencoderStage(AutoencoderConfig config) {
        this.config = config;
    }

    /** Declares a convolution that keeps the sides. */
    static Layer convolution(Scope scope, int inputs, int outputs) {
        return Convolution.biased(scope, inputs, outputs, THREE.squared());
    }

    /** Declares {@code resnets}, of which the first one changes the channels. */
    Layer residuals(Scope scope, int count, int inputs, int outputs) {
        Layer all = Layer.identity();
        for (int i = 0; i < count; i++) {
            all =
                    all.then(
                            ResidualBlock.of(
                                    scope.at("resnets").at(i),
                                    config.normNumGroups(),
                                    i == 0 ? inputs : outputs,
                                    outputs,
                                    EPS));
        }
        return all;
    }

    /** Declares {@code downsamplers}: halves the sides, with zeros behind the last places alone. */
    Layer halved(Scope scope, int channels) {
        return Convolution.biased(
                scope.at("downsamplers").at(0).at("conv"),
                channels,
                channels,
                Window.of(3).stride(2).padded(0, 1).squared());
    }

    /** Declares {@code upsamplers}: doubles the sides. */
    Layer doubled(Scope scope, int channels) {
        return new Upsample(2)
                .then(convolution(scope.at("upsamplers").at(0).at("conv"), channels, channels));
    }

    /** Declares {@code mid_block}: attention of all places, between two residual blocks. */
    Layer middle(Scope scope, int channels) {
        Scope middle = scope.at("mid_block");
        Layer first = residual(middle, 0, channels);
        Layer second = residual(middle, 1, channels);
        return config.midBlockAddAttention()
                ? first.then(attention(middle.at("attentions").at(0), channels)).then(second)
                : first.then(second);
    }

    private Layer residual(Scope scope, int number, int channels) {
        return ResidualBlock.of(
                scope.at("resnets").at(number), config.normNumGroups(), channels, channels, EPS);
    }

    private Layer attention(Scope scope, int channels) {
        return new SpatialAttention(
                GroupNorm.of(scope.at("group_norm"), config.normNumGroups(), channels, EPS),
                new Attention(
                        1,
                        Linear.biased(scope.at("to_q"), channels, channels),
                        Linear.biased(scope.at("to_k"), channels, channels),
                        Linear.biased(scope.at("to_v"), channels, channels),
                        Linear.biased(scope.at("to_out").at(0).branchEnd(), channels, channels)));
    }

    /** Declares {@code conv_norm_out} and {@code conv_out}, with a SiLU between them. */
    Layer end(Scope scope, int inputs, int outputs) {
        Layer norm = GroupNorm.of(scope.at("conv_norm_out"), config.normNumGroups(), inputs, EPS);
        Layer last = convolution(scope.at("conv_out"), inputs, outputs);
        return x -> last.apply(norm.apply(x).silu());
    }
}
