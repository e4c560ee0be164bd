package io.mingle.audio.detokenizer;

import io.mingle.nn.Body;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.layer.Activations;
import io.mingle.nn.layer.Linear;
import io.mingle.tensor.DataType;

/**
 * What a voice is made of before it is formed: a sine at the pitch and its harmonics where there is
 * a voice, noise everywhere (X. Wang and others, Neural source-filter waveform models, 2019).
 *
 * <p>Phases are added up in float64: in float32 those of high harmonics are lost after some
 * seconds.
 */
final class HarmonicSource {

    private static final double LOUDNESS = 0.1;
    private static final double VOICED_NOISE = 0.003;
    private static final double UNVOICED_NOISE = LOUDNESS / 3;
    private static final double LOWEST = 10;
    private static final String FLOAT64 = "7";

    private final VocoderConfig config;
    private final Linear merge;

    HarmonicSource(Scope scope, VocoderConfig config) {
        this.config = config;
        merge = Linear.biased(scope.at("l_linear"), config.harmonics(), 1);
    }

    /**
     * Writes the source.
     *
     * @param pitch of each frame, [1, frames]
     * @param noise normal values, [1, samples, harmonics]
     * @return [1, samples]
     */
    Value apply(Value pitch, Value noise) {
        Value each =
                pitch.call("torch.repeat_interleave", config.frame(), 1)
                        .unsqueeze(-1)
                        .named("each");
        Value voiced = each.call("torch.gt", LOWEST).to(DataType.FLOAT32).named("voiced");
        Value phases = config.interpolated() ? interpolated(pitch) : summed(each);
        Value waves = phases.call("torch.sin").to(DataType.FLOAT32).times(LOUDNESS);
        Value spread =
                voiced.times(VOICED_NOISE - UNVOICED_NOISE).plus(UNVOICED_NOISE).named("spread");
        Value all = waves.times(voiced).plus(spread.times(noise));
        return Activations.tanh(merge.apply(all)).squeeze(-1);
    }

    /** Turns of each harmonic within a sample, of pitches [1, .., 1]: [1, .., harmonics]. */
    private Value turns(Value pitch) {
        Body body = pitch.body();
        Value numbers = body.call("torch.arange", 1, config.harmonics() + 1, "dtype=7");
        return pitch.call("torch.to", FLOAT64)
                .times(numbers)
                .over(config.rate())
                .call("torch.remainder", 1);
    }

    /** Adds up sample by sample. */
    private Value summed(Value each) {
        Value phases = turns(each).call("torch.cumsum", 1).call("torch.remainder", 1);
        return phases.times(2 * Math.PI);
    }

    /**
     * Adds up frame by frame, as if a frame had the pitch of its middle, and goes from middle to
     * middle in a straight line.
     */
    private Value interpolated(Value pitch) {
        Body body = pitch.body();
        int frame = config.frame();
        Value ends = turns(pitch.unsqueeze(-1)).call("torch.cumsum", 1).times(2 * Math.PI * frame);
        Value frames = pitch.size(1).named("frames");
        Value places =
                body.call("torch.arange", frames.times(frame), "dtype=7")
                        .plus(0.5)
                        .over(frame)
                        .minus(0.5)
                        .call("torch.clamp_min", 0)
                        .named("places");
        Value before = places.call("torch.floor").named("before");
        Value share = places.minus(before).reshape(1, -1, 1).named("share");
        Value left = before.to(DataType.INT64).named("left");
        Value right = left.plus(1).call("torch.clamp_max", frames.minus(1));
        Value one = ends.indexSelect(1, left).named("one");
        Value step = ends.indexSelect(1, right).minus(one);
        return one.plus(step.times(share));
    }
}
