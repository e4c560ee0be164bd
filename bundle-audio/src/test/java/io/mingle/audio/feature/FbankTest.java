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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("numbers")
@Timeout(120)
class FbankTest {

    @Test
    void featuresAreThoseOfKaldi() {
        ReferenceValues values = ReferenceValues.of(FbankTest.class, "fbank/expected.safetensors");
        Facts inputs = ReferenceValues.facts(FbankTest.class, "fbank/expected.json").get("inputs");
        ProgramSource.Builder source = new ProgramSource.Builder("Features");
        Fbank.addTo(source);
        try (TestDevice device = new TestDevice();
                Program program = device.runtime().load(source.build());
                Tensor filters = device.runtime().of(Fbank.filters(), Fbank.MELS, Fbank.bins())) {
            for (String name : inputs.names()) {
                Facts input = inputs.get(name);
                int samples = input.get("samples").intValue();
                float[] sound = PreparedSounds.sound(input.get("seed").longValue(), samples);
                assertEquals(input.get("frames").intValue(), Fbank.frames(samples));
                try (Tensor wave = device.runtime().of(sound, samples);
                        Tensor made = program.runOne("fbank", wave, filters)) {
                    Difference.float32(values.floats(name), made.floats()).require(name);
                }
            }
        }
    }
}
