package io.mingle.trainer.internal.speech;

import io.mingle.api.error.BrokenModelException;
import io.mingle.audio.detokenizer.FlowConfig;
import io.mingle.audio.detokenizer.VocoderConfig;
import io.mingle.audio.encoder.AudioConfig;
import io.mingle.model.ConfigSection;
import io.mingle.model.TalkerConfig;
import io.mingle.nn.layer.WeightNorm;
import io.mingle.trainer.UnderstandingNetworks;
import java.util.List;

/**
 * What the networks of a talker are made of. Serving finds the sizes of flow and vocoder in the
 * shapes of their tensors; before there are any, they stand in {@code mingle} of their
 * configurations.
 */
final class SpeechConfigs {

    static final String TALKER = "talker";
    static final String FLOW = "talker/flow";
    static final String VOCODER = "talker/vocoder";
    static final String TOKENIZER = "talker/speech_tokenizer";

    private static final int MOST = 1 << 16;
    private static final String OWN = "mingle";

    private SpeechConfigs() {}

    private static ConfigSection own(ConfigSection config, String folder) {
        return config.section(folder).section(OWN);
    }

    static AudioConfig tokenizer(ConfigSection config) {
        return AudioConfig.read(config.section(TOKENIZER))
                .orElseThrow(
                        () ->
                                new BrokenModelException(
                                        "Codes of speech were to be learnt, and %s/config.json has no audio_config. Begin with --task codes."
                                                .formatted(TOKENIZER)));
    }

    static int codes(ConfigSection config) {
        return codesOf(config.section(TOKENIZER));
    }

    /** Returns how many codes there are, by the configuration of their tokenizer. */
    static int codesOf(ConfigSection tokenizer) {
        int codes = tokenizer.whole("codes", 2, MOST);
        if (Integer.bitCount(codes) != 1) {
            throw tokenizer.wrong("codes", "a power of two");
        }
        return codes;
    }

    static FlowConfig flow(ConfigSection config) {
        ConfigSection options = config.section(FLOW);
        ConfigSection own = own(config, FLOW);
        FlowConfig usual = FlowConfig.PUBLISHED_STREAMING;
        return new FlowConfig(
                true,
                codes(config),
                own.whole("states", 2, MOST),
                own.whole("heads", 1, MOST),
                own.whole("inner", 1, MOST),
                own.whole("layers", 1, MOST),
                own.whole("up_layers", 1, MOST),
                SpeakingVoice.PRINT,
                usual.mels(),
                own.whole("channels", 1, MOST),
                1,
                own.whole("transformers", 1, MOST),
                own.whole("middle_blocks", 1, MOST),
                own.whole("estimator_heads", 1, MOST),
                options.whole("head_size", 1, MOST, usual.headSize()),
                options.whole("chunk", 1, MOST, usual.chunk()),
                options.whole("steps", 1, MOST, usual.steps()),
                options.number("guidance", 0, 100, usual.guidance()));
    }

    static VocoderConfig vocoder(ConfigSection config) {
        ConfigSection own = own(config, VOCODER);
        VocoderConfig usual = VocoderConfig.PUBLISHED_STREAMING;
        return new VocoderConfig(
                usual.rate(),
                usual.mels(),
                own.whole("channels", 8, MOST),
                own.whole("predictor_channels", 1, MOST),
                usual.harmonics(),
                usual.upRates(),
                usual.upKernels(),
                List.of(own.whole("first_kernel", 1, MOST), own.whole("second_kernel", 1, MOST)),
                usual.sourceKernels(),
                usual.dilations(),
                usual.transform(),
                usual.hop(),
                true,
                WeightNorm.PARAMETRIZED);
    }

    static TalkerConfig talker(ConfigSection config) {
        TalkerConfig talker = TalkerConfig.read(config, config.section(TALKER));
        int hidden = UnderstandingNetworks.decoder(config).hiddenSize();
        if (talker.qaModelHiddenSize() != hidden || talker.vpFeatureSize() != SpeakingVoice.PRINT) {
            throw new BrokenModelException(
                    "Speaking was to be learnt by a talker that takes states of %s values and voice prints of %s; the thinker has states of %s and the voices prints of %s. Begin with a model without talker_config, or with one that 'mingle train' made."
                            .formatted(
                                    talker.qaModelHiddenSize(),
                                    talker.vpFeatureSize(),
                                    hidden,
                                    SpeakingVoice.PRINT));
        }
        return talker;
    }

    /** Returns the token of the talker that is the code 0; the others follow. */
    static int firstCode(ConfigSection config) {
        return talker(config).decoder().vocabSize() - codes(config);
    }
}
