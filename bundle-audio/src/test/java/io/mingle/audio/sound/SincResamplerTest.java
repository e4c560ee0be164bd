package io.mingle.audio.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.audio.reference.Near;
import io.mingle.audio.reference.ReferenceValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resampling against torchaudio. */
class SincResamplerTest {

    private static final int RATE = 16_000;

    private final JsonNode info = ReferenceValues.json("waveforms/expected.json");

    @ParameterizedTest
    @ValueSource(ints = {8000, 11025, 22050, 44100, 48000, 96000})
    void samplesAreThoseOfTheReference(int rate) {
        JsonNode input = info.at("/resample/" + rate);
        float[] sound =
                ReferenceValues.sound(
                        input.get("seed").longValue(), input.get("samples").intValue());
        for (int i = 0; i < input.get("start").size(); i++) {
            assertEquals(input.get("start").get(i).floatValue(), sound[i]);
        }
        Near.float32(
                "resampled",
                ReferenceValues.of("waveforms/expected.safetensors").floats("resampled." + rate),
                new SincResampler(rate, RATE).resample(sound));
    }

    @Test
    void lengthsAreThoseOfTheReference() {
        for (JsonNode row : info.get("lengths")) {
            int rate = row.get(0).intValue();
            assertEquals(
                    row.get(2).intValue(),
                    new SincResampler(rate, RATE).length(row.get(1).intValue()),
                    row.toString());
        }
    }

    @Test
    void whatHasTheRateAlreadyStaysAsItIs() {
        float[] sound = {0.5f, -0.25f, 1};
        assertSame(sound, new SincResampler(RATE, RATE).resample(sound));
    }

    @Test
    void aToneKeepsItsPitchAndItsLoudness() {
        float[] tone = new float[44_100];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (float) Math.sin(2 * Math.PI * 440 * i / 44_100);
        }
        float[] resampled = new SincResampler(44_100, RATE).resample(tone);
        assertEquals(RATE, resampled.length);
        for (int i = 100; i < RATE - 100; i++) {
            assertEquals(Math.sin(2 * Math.PI * 440 * i / RATE), resampled[i], 2e-3);
        }
    }
}
