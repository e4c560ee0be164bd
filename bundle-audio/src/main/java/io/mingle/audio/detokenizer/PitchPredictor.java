package io.mingle.audio.detokenizer;

import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Activations;
import io.mingle.nn.layer.Convolution;
import io.mingle.nn.layer.Layer;
import io.mingle.nn.layer.Linear;
import io.mingle.nn.layer.Window;

/** Hears the pitch of mel frames: [batch, mels, frames] → [batch, frames], in hertz. */
final class PitchPredictor implements Layer {

    private static final int CONVOLUTIONS = 5;

    private final Layer convolutions;
    private final Linear classifier;

    PitchPredictor(Scope scope, VocoderConfig config) {
        int channels = config.predictorChannels();
        Scope network = scope.at("condnet");
        Layer all = Layer.identity();
        for (int i = 0; i < CONVOLUTIONS; i++) {
            // In between stand activations, which have no weights.
            all =
                    all.then(
                                    Convolution.normed(
                                            network.at(2 * i),
                                            config.norm(),
                                            i == 0 ? config.mels() : channels,
                                            channels,
                                            Window.of(3).centred()))
                            .then(Activations.elu());
        }
        convolutions = all;
        classifier = Linear.biased(scope.at("classifier"), channels, 1);
    }

    @Override
    public Value apply(Value x) {
        Value rows = convolutions.apply(x).transpose(1, 2);
        return classifier.apply(rows).squeeze(-1).call("torch.abs");
    }
}
