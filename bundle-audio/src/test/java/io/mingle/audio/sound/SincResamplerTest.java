package io.mingle.audio.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.mingle.audio.internal.parity.PreparedSounds;
import io.mingle.parity.Difference;
import io.mingle.parity.Facts;
import io.mingle.parity.ReferenceValues;
import org.junit.jupiter.api.Test;

/** Lengths and samples as torchaudio has them, and tones. */
class SincResamplerTest {

    private static final int RATE = 16_000;

    private final Facts info =
            ReferenceValues.facts(PreparedSounds.class, "waveforms/expected.json");

    @Test
    void soundsAreDrawnAsForTheReference() {
        for (Facts input : info.get("resample")) {
            float[] sound =
                    PreparedSounds.sound(
                            input.get("seed").longValue(), input.get("samples").intValue());
            for (int i = 0; i < input.get("start").size(); i++) {
                assertEquals(input.get("start").get(i).floatValue(), sound[i]);
            }
        }
    }

    /**
     * The reference rounds where its filters lie; 1e-5 of the peak is lost where that is not done.
     */
    @Test
    void samplesAreThoseOfTheReference() {
        Facts reference = ReferenceValues.facts(SincResamplerTest.class, "resampled.json");
        for (String name : reference.get("rates").names()) {
            Facts values = reference.get("rates").get(name);
            int count = values.get("samples").intValue();
            float[] sound = ReferenceValues.drawn(values.get("seed").longValue(), count, 128);
            for (int i = 0; i < values.get("start").size(); i++) {
                assertEquals(values.get("start").get(i).floatValue(), sound[i]);
            }
            float[] expected = new float[values.get("resampled").size()];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = values.get("resampled").get(i).floatValue();
            }
            int rate = Integer.parseInt(name);
            float[] found = new SincResampler(rate, RATE).resample(sound);
            Difference.float32(expected, found, reference.get("tolerance").doubleValue())
                    .require(rate + " samples per second");
        }
    }

    @Test
    void lengthsAreThoseOfTheReference() {
        for (Facts row : info.get("lengths")) {
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
