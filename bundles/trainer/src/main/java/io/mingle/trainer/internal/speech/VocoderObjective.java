package io.mingle.trainer.internal.speech;

import io.mingle.nn.Parameter;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Stft;
import io.mingle.nn.layer.Stft.Edges;
import io.mingle.tensor.DataType;
import io.mingle.trainer.Inputs;
import io.mingle.trainer.Loss;
import io.mingle.trainer.Networks;
import io.mingle.trainer.Objective;
import io.mingle.trainer.ParameterGroup;
import io.mingle.trainer.ParameterGroup.Rule;
import io.mingle.trainer.Terms;
import java.util.List;

/**
 * Waves that have the mel frames of what they were made of, and its spectra at several resolutions
 * (R. Yamamoto and others, Parallel WaveGAN, 2020, section 2.2). The source has the true pitch; the
 * network that hears it learns beside.
 *
 * <p>Its tensors are those of {@link SpokenClips}, {@code pitch [B, M]} in hertz and {@code noise
 * [B, N, harmonics]}, normal.
 */
record VocoderObjective() implements Objective {

    private static final double RATE = 0.7;
    private static final double AVERAGE = 0.998;

    /** Hertz are hundreds, so that what tells them has far to go. */
    private static final double PITCH_RATE = 20;

    private static final double HERTZ = 100;
    private static final double PITCH = 0.5;
    private static final double SPECTRUM = 1;
    private static final double LEAST = 1e-5;

    /** Windows of 5, 21 and 85 ms: what changes within a frame is heard by the shortest alone. */
    private static final List<Integer> SIZES = List.of(128, 512, 2048);

    @Override
    public Loss declare(Networks networks) {
        networks.use(SpeechNetworks.VOCODER, VocoderObjective::group);
        return VocoderObjective::write;
    }

    private static ParameterGroup group(Parameter parameter) {
        ParameterGroup group =
                ParameterGroup.LEARNING
                        .withRule(Rule.ADAM)
                        .withDecay(0)
                        .withRate(RATE)
                        .withAverage(AVERAGE);
        return parameter.name().contains("f0_predictor.classifier")
                ? group.withRate(PITCH_RATE)
                : group;
    }

    private static void write(Inputs inputs, Terms terms) {
        Value samples = inputs.tensor("samples");
        Value filters = inputs.tensor("frame_filters");
        Value mel = SpokenClips.MEL.of(samples, filters).named("mel");
        Value pitch = inputs.tensor("pitch");
        Value source =
                inputs.body()
                        .call("self.vocoder_source", pitch, inputs.tensor("noise"))
                        .named("source");
        Value wave =
                inputs.body()
                        .call("self.vocoder_wave", mel, source)
                        .to(DataType.FLOAT32)
                        .named("wave");
        terms.loss(distance(SpokenClips.MEL.of(wave, filters), mel));
        Value sum = null;
        for (int size : SIZES) {
            Stft transform = new Stft(size, size / 4, Edges.CENTRED);
            Value off = distance(loudness(transform, wave), loudness(transform, samples));
            sum = sum == null ? off : sum.plus(off);
        }
        terms.regular("spectrum", SPECTRUM, sum.over(SIZES.size()));
        Value heard = inputs.body().call("self.vocoder_pitch", mel).to(DataType.FLOAT32);
        terms.regular("pitch", PITCH, distance(heard, pitch).over(HERTZ));
    }

    private static Value loudness(Stft transform, Value wave) {
        return transform
                .apply(wave)
                .power()
                .call("torch.clamp_min", LEAST)
                .call("torch.log")
                .times(0.5);
    }

    private static Value distance(Value one, Value other) {
        return one.minus(other).call("torch.abs").call("torch.mean");
    }
}
