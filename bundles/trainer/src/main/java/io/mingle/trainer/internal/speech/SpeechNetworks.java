package io.mingle.trainer.internal.speech;

import io.mingle.api.error.BrokenModelException;
import io.mingle.audio.encoder.AudioConfig;
import io.mingle.audio.encoder.AudioNetwork;
import io.mingle.model.ConfigSection;
import io.mingle.nn.Methods;
import io.mingle.nn.Scope;
import io.mingle.trainer.Network;
import io.mingle.trainer.UnderstandingNetworks;

/** The networks that hear and speak, each where the published model has it. */
final class SpeechNetworks {

    /** The encoder of sounds, with the projector to the thinker. */
    static final Network<AudioNetwork> HEARING =
            new Network<>() {
                @Override
                public String name() {
                    return "hearing";
                }

                @Override
                public AudioNetwork declare(ConfigSection config, Scope scope) {
                    int hidden = UnderstandingNetworks.decoder(config).hiddenSize();
                    int depth = config.whole("mlp_depth", 1, 16, 1);
                    return new AudioNetwork(hearing(config), hidden, depth, scope);
                }

                @Override
                public void addTo(AudioNetwork network, Methods methods) {
                    // Objectives write what they need of it.
                }
            };

    private SpeechNetworks() {}

    /** Reads what the encoder of sounds is made of, from {@code config.json} of a model. */
    static AudioConfig hearing(ConfigSection config) {
        return AudioConfig.read(config)
                .orElseThrow(
                        () ->
                                new BrokenModelException(
                                        "Hearing was to be learnt, and config.json of the model has"
                                                + " no audio_config. Begin with --task hear."));
    }
}
