package io.mingle.audio.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.audio.internal.parity.PreparedSounds;
import io.mingle.parity.Difference;
import io.mingle.parity.Facts;
import io.mingle.parity.ReferenceValues;
import io.mingle.reference.TestDevice;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("numbers")
@Timeout(120)
class MelSpectrogramTest {

    private static final Map<String, MelSpectrogram> KINDS =
            Map.of("streaming", MelSpectrogram.STREAMING, "whole", MelSpectrogram.WHOLE);

    @Test
    void framesAreThoseOfTheReference() {
        ReferenceValues values =
                ReferenceValues.of(PreparedSounds.class, "speech-mel/expected.safetensors");
        Facts facts = ReferenceValues.facts(PreparedSounds.class, "speech-mel/expected.json");
        try (TestDevice device = new TestDevice()) {
            KINDS.forEach(
                    (name, mel) -> {
                        int samples = facts.get(name).get("samples").intValue();
                        float[] sound = sound(facts.get(name).get("seed").longValue(), samples);
                        ProgramSource.Builder source = new ProgramSource.Builder("Mel");
                        mel.addTo(source);
                        source.method(
                                "contiguous", "x: Tensor", "Tensor", "return torch.contiguous(x)");
                        try (Program program = device.runtime().load(source.build());
                                Tensor wave = device.runtime().of(sound, samples);
                                Tensor filters =
                                        device.runtime()
                                                .of(mel.filters(), mel.mels(), mel.size() / 2 + 1);
                                Tensor made = program.runOne("mel_spectrogram", wave, filters);
                                Tensor rows = program.runOne("contiguous", made)) {
                            assertEquals(mel.frames(samples), rows.shape()[0]);
                            Difference.float32(values.floats(name), rows.floats()).require(name);
                        }
                    });
        }
    }

    /** Loud, then quiet, then silent. */
    private static float[] sound(long seed, int samples) {
        float[] sound = ReferenceValues.drawn(seed, samples, 128);
        for (int i = samples / 2; i < samples; i++) {
            sound[i] = i < samples - samples / 4 ? sound[i] * 0.001f : 0;
        }
        return sound;
    }
}
