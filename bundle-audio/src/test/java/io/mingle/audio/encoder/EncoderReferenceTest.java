package io.mingle.audio.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.audio.reference.Near;
import io.mingle.audio.reference.ReferenceValues;
import io.mingle.nn.Precision;
import io.mingle.nn.Sinusoids;
import io.mingle.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The audio encoder against the published implementation, on small random networks. */
@Timeout(300)
class EncoderReferenceTest {

    private static final String HEAD_8 = "audio-head8";
    private static final String HEAD_64 = "audio-head64";

    @ParameterizedTest
    @ValueSource(strings = {"clip", "frame", "longest"})
    void tokensAreThoseOfTheReference(String name) {
        try (ReferenceEncoder encoder = new ReferenceEncoder(HEAD_8, Precision.FLOAT32)) {
            float[] expected = values(HEAD_8).floats(name + ".normalised");
            JsonNode input = input(HEAD_8, name);
            assertEquals(
                    input.get("tokens").intValue(),
                    encoder.config().tokens(input.get("frames").intValue()));
            Near.float32(
                    "tokens", expected, encoder.run("encode_audio", mel(encoder, HEAD_8, name)));
        }
    }

    /** Each stage gets the reference's states, so that a failure names the stage that differs. */
    @Test
    void everyStageGivesTheReferenceStates() {
        try (ReferenceEncoder encoder = new ReferenceEncoder(HEAD_8, Precision.FLOAT32)) {
            ReferenceValues values = values(HEAD_8);
            float[] before = values.floats("clip.stem");
            Near.float32("stem", before, encoder.run("audio_stem", mel(encoder, HEAD_8, "clip")));
            for (int block = 0; block < encoder.config().nLayer(); block++) {
                float[] expected = values.floats("clip.block." + block);
                float[] found =
                        encoder.run("audio_block", rows(encoder, before), encoder.block(block));
                Near.float32("block " + block, expected, found);
                before = expected;
            }
            float[] encoded = values.floats("clip.encoded");
            Near.float32("norm", encoded, encoder.run("audio_norm", rows(encoder, before)));
            Near.float32(
                    "projector",
                    values.floats("clip.projected"),
                    encoder.run("audio_project", rows(encoder, encoded)));
        }
    }

    @Test
    void oneStageInShorterNumbersIsThatOfTheReference() {
        try (ReferenceEncoder encoder = new ReferenceEncoder(HEAD_64, Precision.BFLOAT16)) {
            float[] found = encoder.run("audio_stem", mel(encoder, HEAD_64, "clip"));
            Near.bfloat16("stem", values(HEAD_64).floats("clip.bf16.stem"), found);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BFLOAT16", "MIXED"})
    void shorterNumbersAreAsExactAsInTheReference(Precision precision) {
        try (ReferenceEncoder encoder = new ReferenceEncoder(HEAD_64, precision)) {
            ReferenceValues values = values(HEAD_64);
            Near.bfloat16(
                    "tokens",
                    values.floats("clip.bf16.normalised"),
                    values.floats("clip.normalised"),
                    encoder.run("encode_audio", mel(encoder, HEAD_64, "clip")));
        }
    }

    @Test
    void positionsAreTheTableOfTheReference() {
        float[] expected =
                ReferenceValues.of(HEAD_8 + "/model.safetensors")
                        .floats("audio.positional_embedding");
        Near.float32("positions", expected, Sinusoids.table(48, 32), 1e-5);
    }

    private static Tensor rows(ReferenceEncoder encoder, float[] values) {
        int state = encoder.config().nState();
        return encoder.of(values, 1, values.length / state, state);
    }

    private static Tensor mel(ReferenceEncoder encoder, String folder, String name) {
        JsonNode input = input(folder, name);
        int frames = input.get("frames").intValue();
        int mels = encoder.config().nMels();
        float[] rows = ReferenceValues.rows(input.get("seed").longValue(), frames * mels);
        for (int i = 0; i < input.get("start").size(); i++) {
            assertEquals(input.get("start").get(i).floatValue(), rows[i]);
        }
        return encoder.of(rows, frames, mels);
    }

    private static ReferenceValues values(String folder) {
        return ReferenceValues.of(folder + "/expected.safetensors");
    }

    private static JsonNode input(String folder, String name) {
        return ReferenceValues.json(folder + "/expected.json").get(name);
    }
}
