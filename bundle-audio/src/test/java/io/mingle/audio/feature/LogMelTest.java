package io.mingle.audio.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.audio.reference.Near;
import io.mingle.audio.reference.ReferenceValues;
import io.mingle.audio.reference.TestDevice;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Features against Whisper's. */
@Timeout(120)
class LogMelTest {

    private static final int MELS = 128;

    private final ReferenceValues values = ReferenceValues.of("waveforms/expected.safetensors");

    @Test
    void filtersAreThoseOfTheReference() {
        Near.float32("filters", values.floats("filters"), LogMel.filters(MELS), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "clip"})
    void featuresAreThoseOfTheReference(String name) {
        JsonNode input = ReferenceValues.json("waveforms/expected.json").at("/logmel/" + name);
        int samples = input.get("samples").intValue();
        try (TestDevice device = new TestDevice()) {
            Tensor mel =
                    logMel(device, ReferenceValues.sound(input.get("seed").longValue(), samples));
            assertArrayEquals(new long[] {LogMel.frames(samples), MELS}, mel.shape());
            assertEquals(input.get("frames").intValue(), LogMel.frames(samples));
            Near.float32("log-mel", values.floats("logmel." + name), mel.floats());
        }
    }

    @Test
    void theShortestSoundHasOneFrame() {
        try (TestDevice device = new TestDevice()) {
            Tensor mel = logMel(device, ReferenceValues.sound(7, LogMel.MIN_SAMPLES));
            assertArrayEquals(new long[] {1, MELS}, mel.shape());
        }
    }

    @Test
    void silenceIsTheSameEverywhere() {
        try (TestDevice device = new TestDevice()) {
            for (float value : logMel(device, new float[16_000]).floats()) {
                assertEquals(-1.5f, value, 1e-6f);
            }
        }
    }

    private static Tensor logMel(TestDevice device, float[] samples) {
        ProgramSource.Builder source = new ProgramSource.Builder("Features");
        LogMel.addTo(source);
        source.method("contiguous", "x: Tensor", "Tensor", "return torch.contiguous(x)");
        Program program = device.runtime().load(source.build());
        Tensor mel =
                program.runOne(
                        "log_mel",
                        device.runtime().of(samples, samples.length),
                        device.runtime().of(LogMel.filters(MELS), MELS, LogMel.bins()));
        return program.runOne("contiguous", mel);
    }
}
