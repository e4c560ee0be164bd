package io.mingle.audio.internal.parity;

import io.mingle.audio.feature.Fbank;
import io.mingle.audio.feature.LogMel;
import io.mingle.audio.sound.SincResampler;
import io.mingle.nn.Precision;
import io.mingle.parity.Difference;
import io.mingle.parity.Facts;
import io.mingle.parity.Finding;
import io.mingle.parity.ReferenceValues;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import java.util.function.Consumer;

/** Resampled sounds, their log-mel features, and those that voice prints are made of. */
public final class PreparedSounds {

    private static final int MELS = 128;

    private PreparedSounds() {}

    static void compare(TensorRuntime runtime, Consumer<Finding> findings) {
        Facts facts = ReferenceValues.facts(PreparedSounds.class, "waveforms/expected.json");
        ReferenceValues values =
                ReferenceValues.of(PreparedSounds.class, "waveforms/expected.safetensors");
        Facts resampled = facts.get("resample");
        for (String name : resampled.names()) {
            int rate = Integer.parseInt(name);
            float[] found =
                    new SincResampler(rate, LogMel.RATE).resample(sound(resampled.get(name)));
            findings.accept(
                    finding(
                            "resampled sound",
                            rate + " samples per second",
                            Difference.float32(values.floats("resampled." + rate), found)));
        }
        Facts features = facts.get("logmel");
        for (String name : features.names()) {
            float[] found = logMel(runtime, sound(features.get(name)));
            findings.accept(
                    finding(
                            "log-mel features",
                            name,
                            Difference.float32(values.floats("logmel." + name), found)));
        }
        voices(runtime, findings);
    }

    private static void voices(TensorRuntime runtime, Consumer<Finding> findings) {
        Facts sounds = ReferenceValues.facts(PreparedSounds.class, "fbank/expected.json");
        ReferenceValues values =
                ReferenceValues.of(PreparedSounds.class, "fbank/expected.safetensors");
        for (String name : sounds.names()) {
            float[] found = fbank(runtime, sound(sounds.get(name)));
            findings.accept(
                    finding(
                            "voice features",
                            name,
                            Difference.float32(values.floats(name), found)));
        }
    }

    private static Finding finding(String stage, String input, Difference difference) {
        return new Finding(stage, input, Precision.FLOAT32, difference);
    }

    private static float[] sound(Facts input) {
        float[] sound = sound(input.get("seed").longValue(), input.get("samples").intValue());
        float divisor = (float) input.number("divided_by", 0);
        for (int i = 0; divisor > 1 && i < sound.length; i++) {
            sound[i] /= divisor;
        }
        return sound;
    }

    /** Returns a waveform that the reference was given: loud, then quiet, then silent. */
    public static float[] sound(long seed, int count) {
        float[] sound = ReferenceValues.drawn(seed, count, 128);
        for (int i = count / 3; i < count; i++) {
            sound[i] = i < 2 * (count / 3) ? sound[i] / 4096 : 0;
        }
        return sound;
    }

    private static float[] fbank(TensorRuntime runtime, float[] samples) {
        ProgramSource.Builder source = new ProgramSource.Builder("VoiceFeatures");
        Fbank.addTo(source);
        try (Program program = runtime.load(source.build());
                Tensor wave = runtime.of(samples, samples.length);
                Tensor filters = runtime.of(Fbank.filters(), Fbank.MELS, Fbank.bins());
                Tensor made = program.runOne("fbank", wave, filters)) {
            return made.floats();
        }
    }

    /** Returns features, [frames, 128]. */
    public static float[] logMel(TensorRuntime runtime, float[] samples) {
        ProgramSource.Builder source = new ProgramSource.Builder("Features");
        LogMel.addTo(source);
        source.method("contiguous", "x: Tensor", "Tensor", "return torch.contiguous(x)");
        try (Program program = runtime.load(source.build());
                Tensor wave = runtime.of(samples, samples.length);
                Tensor filters = runtime.of(LogMel.filters(MELS), MELS, LogMel.bins());
                Tensor mel = program.runOne("log_mel", wave, filters);
                Tensor rows = program.runOne("contiguous", mel)) {
            return rows.floats();
        }
    }
}
