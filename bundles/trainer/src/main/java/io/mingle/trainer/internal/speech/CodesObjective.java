package io.mingle.trainer.internal.speech;

import io.mingle.audio.encoder.AudioConfig;
import io.mingle.audio.feature.LogMel;
import io.mingle.nn.Body;
import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Convolution;
import io.mingle.nn.layer.Layer;
import io.mingle.nn.layer.Linear;
import io.mingle.nn.layer.Window;
import io.mingle.tensor.DataType;
import io.mingle.trainer.Inputs;
import io.mingle.trainer.Loss;
import io.mingle.trainer.Networks;
import io.mingle.trainer.Objective;
import io.mingle.trainer.ParameterGroup;
import io.mingle.trainer.Terms;

/**
 * Codes from which mel frames and words can be told again: a head makes frames of them and of the
 * voice (A. van den Oord and others, Neural Discrete Representation Learning, 2017), another one
 * names the words. Gradients pass the choice of a code as if it were soft (Y. Bengio and others,
 * 2013), and all codes are to be used about equally often.
 *
 * <p>Its tensors are those of {@link SpokenClips}, and {@code words}, {@code word_counts [B]} and
 * {@code code_counts [B]} as {@link HearObjective} has them.
 */
record CodesObjective() implements Objective {

    private static final double RATE = 1;
    private static final double AVERAGE = 0.998;
    private static final int INNER = 160;
    private static final double SHARP = 30;
    private static final double UNUSED = 0.2;
    private static final double DOUBT = 0.02;
    private static final double WORDS = 0.3;
    private static final int MEAN = 1;

    /** Frames are logarithms around this, with about this deviation. */
    static final double MIDDLE = -6;

    static final double SPREAD = 3;

    @Override
    public Loss declare(Networks networks) {
        ParameterGroup learning = ParameterGroup.LEARNING.withRate(RATE).withAverage(AVERAGE);
        CodeNetwork codes =
                networks.use(SpeechNetworks.CODES, SpeechNetworks.butPositions(learning));
        AudioConfig config = SpeechConfigs.tokenizer(networks.config());
        Scope head = networks.head("frames_of_codes");
        int mels = SpokenClips.MEL.mels();
        Window window = Window.of(5).centred();
        Layer frames =
                Convolution.biased(head.at("first"), config.nState(), INNER, window)
                        .then(Value::gelu)
                        .then(Convolution.biased(head.at("second"), INNER, INNER, window))
                        .then(Value::gelu)
                        .then(Convolution.biased(head.at("third"), INNER, mels, window));
        return new Coding(
                codes,
                frames,
                Linear.biased(head.at("voice"), SpeakingVoice.PRINT, config.nState()),
                Linear.biased(
                        networks.head("words_of_codes"),
                        Role.HEAD,
                        config.nState(),
                        SpokenWord.labels() + 1L));
    }

    private record Coding(CodeNetwork codes, Layer frames, Linear voice, Linear words)
            implements Loss {

        @Override
        public void write(Inputs inputs, Terms terms) {
            Body body = inputs.body();
            Value features = LogMel.of(inputs.tensor("heard"), inputs.tensor("feature_filters"));
            Value soft = codes.nearness(features).times(SHARP).softmax(-1).named("soft");
            Value chosen =
                    soft.call("torch.argmax", -1)
                            .call("torch.one_hot", codes.codes())
                            .to(DataType.FLOAT32);
            Value choice = chosen.plus(soft).minus(soft.call("torch.detach")).named("choice");
            Value vectors = choice.call("torch.matmul", codes.vectors(body)).named("vectors");
            Value print = voice.apply(inputs.tensor("print")).to(DataType.FLOAT32).unsqueeze(1);
            Value made =
                    frames.apply(vectors.plus(print).transpose(1, 2))
                            .to(DataType.FLOAT32)
                            .named("made");
            Value wanted =
                    SpokenClips.MEL
                            .of(inputs.tensor("samples"), inputs.tensor("frame_filters"))
                            .minus(MIDDLE)
                            .over(SPREAD)
                            .named("wanted");
            Value off = made.minus(wanted).named("off");
            terms.loss(off.call("torch.abs").call("torch.mean"));
            terms.regular("squares", 1, off.times(off).call("torch.mean"));
            use(soft, terms);
            Value chances =
                    words.apply(vectors)
                            .to(DataType.FLOAT32)
                            .call("torch.log_softmax", -1)
                            .transpose(0, 1);
            terms.regular(
                    "words",
                    WORDS,
                    chances.call(
                            "torch.ctc_loss",
                            inputs.tensor("words"),
                            inputs.integers("code_counts"),
                            inputs.integers("word_counts"),
                            0,
                            MEAN,
                            true));
        }

        private static void use(Value soft, Terms terms) {
            Value mean = soft.flatten(0, 1).call("torch.mean", 0).named("mean");
            terms.regular("unused", UNUSED, entropy(mean).times(-1));
            terms.regular("doubt", DOUBT, entropy(soft.flatten(0, 1)).call("torch.mean"));
        }

        private static Value entropy(Value chances) {
            Value logarithms = chances.call("torch.clamp_min", 1e-9).call("torch.log");
            return chances.times(logarithms).sum(-1, false).times(-1);
        }
    }
}
