package io.mingle.trainer.internal.speech;

import io.mingle.audio.feature.LogMel;
import io.mingle.nn.Body;
import io.mingle.nn.Parameter;
import io.mingle.nn.Type;
import io.mingle.nn.Value;
import io.mingle.tensor.DataType;
import io.mingle.trainer.Inputs;
import io.mingle.trainer.Loss;
import io.mingle.trainer.Networks;
import io.mingle.trainer.Objective;
import io.mingle.trainer.ParameterGroup;
import io.mingle.trainer.Terms;

/**
 * Flow matching from noise to mel frames (spec of the published model, audio detokenizer, section
 * 5). Codes come from the tokenizer of speech, which stays as it is. A guide brings what frames are
 * conditioned on near to them, as Matcha-TTS does (S. Mehta and others, 2024, section 2.2).
 *
 * <p>Its tensors are those of {@link SpokenClips}, {@code noise [B, mels, M]}, {@code times [B]},
 * {@code kept [B]}, 0 where the condition is left out, {@code known [B, 1, M]}, 1 where frames are
 * given, and {@code stream [1]}, 1 where frames see as much as in a stream.
 */
record SpeechFlowObjective() implements Objective {

    private static final double RATE = 2;
    private static final double LAST_RATE = 10;
    private static final double AVERAGE = 0.999;
    private static final double LEAST = 1e-6;

    @Override
    public Loss declare(Networks networks) {
        CodeNetwork codes = networks.use(SpeechNetworks.CODES, ParameterGroup.FROZEN);
        networks.use(SpeechNetworks.FLOW, SpeechFlowObjective::group);
        return (inputs, terms) -> write(codes, inputs, terms);
    }

    /** Frames are logarithms around -6, so that what is added at the end has far to go. */
    private static ParameterGroup group(Parameter parameter) {
        ParameterGroup group = ParameterGroup.LEARNING.withRate(RATE).withAverage(AVERAGE);
        boolean last = parameter.name().matches(".*(final_proj|encoder_proj)\\.bias");
        return last ? group.withRate(LAST_RATE) : group;
    }

    private static void write(CodeNetwork codes, Inputs inputs, Terms terms) {
        Body body = inputs.body();
        Value mel =
                SpokenClips.MEL
                        .of(inputs.tensor("samples"), inputs.tensor("frame_filters"))
                        .named("mel");
        Value features = LogMel.of(inputs.tensor("heard"), inputs.tensor("feature_filters"));
        Value coded = codes.coded(features).named("coded");
        Value stream =
                body.expression(Type.BOOL, "%s == 1", inputs.integers("stream").get(0))
                        .named("streamed");
        Value mu =
                body.call("self.flow_encode", coded, coded.size(1), stream)
                        .to(DataType.FLOAT32)
                        .named("mu");
        terms.guide("frames", mu.minus(mel).call("torch.abs").call("torch.mean"));
        Value speaker = body.call("self.flow_speaker", inputs.tensor("print"));
        Value kept = inputs.tensor("kept");
        Value each = kept.reshape(-1, 1, 1).named("each");
        Value t = inputs.tensor("times");
        Value share = t.reshape(-1, 1, 1).named("share");
        Value noise = inputs.tensor("noise");
        Value x = noise.times(share.times(LEAST - 1).plus(1)).plus(mel.times(share)).named("x");
        Value velocity =
                body.call(
                                "self.flow_velocity",
                                x,
                                mu.times(each),
                                speaker.times(kept.reshape(-1, 1)),
                                mel.times(inputs.tensor("known")).times(each),
                                t,
                                stream)
                        .to(DataType.FLOAT32);
        Value off = velocity.minus(mel.minus(noise.times(1 - LEAST))).named("off");
        terms.loss(off.times(off).call("torch.mean"));
    }
}
