package io.mingle.trainer.internal.speech;

import io.mingle.api.error.BrokenModelException;
import io.mingle.audio.detokenizer.FlowNetwork;
import io.mingle.audio.detokenizer.VocoderNetwork;
import io.mingle.audio.encoder.AudioConfig;
import io.mingle.audio.encoder.AudioNetwork;
import io.mingle.audio.talker.TalkerNetwork;
import io.mingle.model.ConfigSection;
import io.mingle.nn.Methods;
import io.mingle.nn.Parameter;
import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.trainer.Network;
import io.mingle.trainer.ParameterGroup;
import io.mingle.trainer.UnderstandingNetworks;
import java.util.Set;
import java.util.function.Function;

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

    /** Makes codes of speech. */
    static final Network<CodeNetwork> CODES =
            new Network<>() {
                @Override
                public String name() {
                    return "codes";
                }

                @Override
                public Set<String> folders() {
                    return Set.of(SpeechConfigs.TOKENIZER);
                }

                @Override
                public CodeNetwork declare(ConfigSection config, Scope scope) {
                    return new CodeNetwork(
                            SpeechConfigs.tokenizer(config),
                            SpeechConfigs.codes(config),
                            scope.at(SpeechConfigs.TOKENIZER));
                }

                @Override
                public void addTo(CodeNetwork network, Methods methods) {
                    // Objectives write what they need of it.
                }
            };

    /** Makes mel frames of codes. */
    static final Network<FlowNetwork> FLOW =
            new Network<>() {
                @Override
                public String name() {
                    return "flow";
                }

                @Override
                public Set<String> folders() {
                    return Set.of(SpeechConfigs.FLOW);
                }

                @Override
                public FlowNetwork declare(ConfigSection config, Scope scope) {
                    return new FlowNetwork(
                            SpeechConfigs.flow(config), scope.at(SpeechConfigs.FLOW));
                }

                @Override
                public void addTo(FlowNetwork network, Methods methods) {
                    network.addTo(methods);
                }
            };

    /** Makes waves of mel frames. */
    static final Network<VocoderNetwork> VOCODER =
            new Network<>() {
                @Override
                public String name() {
                    return "vocoder";
                }

                @Override
                public Set<String> folders() {
                    return Set.of(SpeechConfigs.VOCODER);
                }

                @Override
                public VocoderNetwork declare(ConfigSection config, Scope scope) {
                    return new VocoderNetwork(
                            SpeechConfigs.vocoder(config), scope.at(SpeechConfigs.VOCODER));
                }

                @Override
                public void addTo(VocoderNetwork network, Methods methods) {
                    network.addTo(methods);
                }
            };

    /** Says codes. */
    static final Network<TalkerNetwork> TALKER =
            new Network<>() {
                @Override
                public String name() {
                    return "talker";
                }

                @Override
                public Set<String> folders() {
                    return Set.of(SpeechConfigs.TALKER);
                }

                @Override
                public TalkerNetwork declare(ConfigSection config, Scope scope) {
                    // Only serving asks for the pad beside tokens that it decodes.
                    return new TalkerNetwork(
                            SpeechConfigs.talker(config), 0, scope.at(SpeechConfigs.TALKER));
                }

                @Override
                public void addTo(TalkerNetwork network, Methods methods) {
                    // Objectives write what they need of it.
                }
            };

    private SpeechNetworks() {}

    /** How positions learn that are sines: not at all. All else learns as the group says. */
    static Function<Parameter, ParameterGroup> butPositions(ParameterGroup group) {
        return it -> it.role() == Role.TABLE ? ParameterGroup.FROZEN : group;
    }

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
