package io.mingle.audio.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.audio.internal.parity.PreparedSounds;
import io.mingle.parity.Difference;
import io.mingle.parity.Facts;
import io.mingle.parity.ReferenceValues;
import io.mingle.reference.TestDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Filters and shapes as Whisper has them; its features are compared by the parity check. */
@Timeout(120)
class LogMelTest {

    private static final int MELS = 128;

    private final ReferenceValues values =
            ReferenceValues.of(PreparedSounds.class, "waveforms/expected.safetensors");

    @Test
    void filtersAreThoseOfTheReference() {
        Difference.float32(values.floats("filters"), LogMel.filters(MELS), 1e-6).require("filters");
    }

    @Test
    void framesAreAsManyAsInTheReference() {
        for (Facts input :
                ReferenceValues.facts(PreparedSounds.class, "waveforms/expected.json")
                        .get("logmel")) {
            assertEquals(
                    input.get("frames").intValue(), LogMel.frames(input.get("samples").intValue()));
        }
    }

    @Test
    void theShortestSoundHasOneFrame() {
        try (TestDevice device = new TestDevice()) {
            float[] sound = PreparedSounds.sound(7, LogMel.MIN_SAMPLES);
            assertEquals(MELS, PreparedSounds.logMel(device.runtime(), sound).length);
        }
    }

    @Test
    void silenceIsTheSameEverywhere() {
        try (TestDevice device = new TestDevice()) {
            float[] silence = PreparedSounds.logMel(device.runtime(), new float[16_000]);
            for (float value : silence) {
                assertEquals(-1.5f, value, 1e-6f);
            }
        }
    }
}
