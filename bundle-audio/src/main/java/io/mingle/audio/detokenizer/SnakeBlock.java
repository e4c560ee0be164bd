package io.mingle.audio.detokenizer;

import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Convolution;
import io.mingle.nn.layer.Layer;
import io.mingle.nn.layer.Snake;
import io.mingle.nn.layer.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * A residual block of pairs of convolutions, the first of each dilated, with periodic activations
 * before them (J. Kong and others, HiFi-GAN, 2020; S. Lee and others, BigVGAN, 2023).
 */
final class SnakeBlock implements Layer {

    private final List<Layer> pairs = new ArrayList<>();

    SnakeBlock(Scope scope, VocoderConfig config, int channels, int width) {
        for (int i = 0; i < config.dilations().size(); i++) {
            Window dilated = Window.of(width).dilation(config.dilations().get(i)).centred();
            pairs.add(
                    Snake.of(scope.at("activations1").at(i), channels)
                            .then(convolution(scope.at("convs1").at(i), config, channels, dilated))
                            .then(Snake.of(scope.at("activations2").at(i), channels))
                            .then(
                                    convolution(
                                            scope.at("convs2").at(i).branchEnd(),
                                            config,
                                            channels,
                                            Window.of(width).centred())));
        }
    }

    private static Layer convolution(
            Scope scope, VocoderConfig config, int channels, Window window) {
        return Convolution.normed(scope, config.norm(), channels, channels, window);
    }

    @Override
    public Value apply(Value x) {
        Value now = x;
        for (Layer pair : pairs) {
            now = now.plus(pair.apply(now));
        }
        return now;
    }
}
