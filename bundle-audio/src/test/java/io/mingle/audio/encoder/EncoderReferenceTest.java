package io.mingle.audio.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.audio.internal.parity.ReferenceEncoder;
import io.mingle.nn.Precision;
import io.mingle.nn.Sinusoids;
import io.mingle.parity.Difference;
import io.mingle.parity.Facts;
import io.mingle.parity.ReferenceValues;
import io.mingle.reference.TestDevice;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The audio encoder's lengths, its table and its form for training, as in the reference. */
@Tag("numbers")
@Timeout(300)
class EncoderReferenceTest {

    @Test
    void soundsHaveTheReferenceNumberOfTokens() {
        try (TestDevice device = new TestDevice();
                ReferenceEncoder encoder =
                        new ReferenceEncoder(device.runtime(), "audio-head8", Precision.FLOAT32)) {
            for (Facts input : encoder.inputs()) {
                assertEquals(
                        input.get("tokens").intValue(),
                        encoder.config().tokens(input.get("frames").intValue()));
            }
        }
    }

    @Test
    void featuresAreDrawnAsForTheReference() {
        for (Facts input :
                ReferenceValues.facts(ReferenceEncoder.class, "audio-head8/expected.json")) {
            float[] rows = ReferenceValues.drawn(input.get("seed").longValue(), 4, 64);
            for (int i = 0; i < rows.length; i++) {
                assertEquals(input.get("start").get(i).floatValue(), rows[i]);
            }
        }
    }

    @Test
    void theTypesForTrainingAreAsExactAsBfloat16() {
        try (TestDevice device = new TestDevice();
                ReferenceEncoder encoder =
                        new ReferenceEncoder(device.runtime(), "audio-head64", Precision.MIXED)) {
            ReferenceValues values = encoder.values();
            Difference.bfloat16(
                            values.floats("clip.bf16.normalised"),
                            values.floats("clip.normalised"),
                            encoder.floats(encoder.run("encode_audio", encoder.mel("clip"))))
                    .require("tokens");
        }
    }

    @Test
    void positionsAreTheTableOfTheReference() {
        float[] expected =
                ReferenceValues.of(ReferenceEncoder.class, "audio-head8/model.safetensors")
                        .floats("audio.positional_embedding");
        Difference.float32(expected, Sinusoids.table(48, 32), 1e-5).require("positions");
    }
}
