package io.mingle.trainer.internal.speech;

import io.mingle.audio.encoder.AudioConfig;
import io.mingle.audio.feature.LogMel;
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
 * names the words. Gradients pass the choice of a code as if there were none (Y. Bengio and others,
 * 2013), and each sign is to come about equally often.
 *
 * <p>Its tensors are those of {@link SpokenClips}, and {@code words}, {@code word_counts [B]} and
 * {@code code_counts [B]} as {@link HearObjective} has them.
 */
record CodesObjective() implements Objective {

    private static final double RATE = 1;
    private static final double AVERAGE = 0.998;
    private static final int INNER = 160;
    private static final double UNUSED = 0.3;
    private static final double WORDS = 0.3;

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
                Linear.biased(head.at("bits"), codes.bits(), config.nState()),
                frames,
                Linear.biased(head.at("voice"), SpeakingVoice.PRINT, config.nState()),
                Linear.biased(
                        networks.head("words_of_codes"),
                        Role.HEAD,
                        config.nState(),
                        SpokenWord.labels() + 1L));
    }

    private record Coding(CodeNetwork codes, Linear told, Layer frames, Linear voice, Linear words)
            implements Loss {

        @Override
        public void write(Inputs inputs, Terms terms) {
            Value features = LogMel.of(inputs.tensor("heard"), inputs.tensor("feature_filters"));
            Value values = codes.values(features).named("unit");
            Value signs =
                    values.call("torch.gt", 0)
                            .to(DataType.FLOAT32)
                            .times(2)
                            .minus(1)
                            .over(Math.sqrt(codes.bits()));
            Value vectors = values.plus(signs.minus(values).call("torch.detach")).named("vectors");
            Value print = voice.apply(inputs.tensor("print")).to(DataType.FLOAT32).unsqueeze(1);
            Value made =
                    frames.apply(told.apply(vectors).plus(print).transpose(1, 2))
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
            Value mean = values.flatten(0, 1).call("torch.mean", 0);
            terms.regular("unused", UNUSED, mean.times(mean).sum(0, false));
            terms.share("used", used(codes.coded(values)));
            Value chances =
                    words.apply(told.apply(vectors))
                            .to(DataType.FLOAT32)
                            .call("torch.log_softmax", -1)
                            .transpose(0, 1);
            terms.regular("words", WORDS, WordOrder.cost(chances, inputs, "code_counts"));
        }

        /** The share of all codes that a batch has. */
        private Value used(Value coded) {
            return coded.flatten(0, 1)
                    .call("torch.one_hot", 1 << codes.bits())
                    .call("torch.amax", 0)
                    .to(DataType.FLOAT32)
                    .call("torch.mean");
        }
    }
}
