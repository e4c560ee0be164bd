package io.mingle.thinker.decoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.core.internal.parity.ReferenceDecoder;
import io.mingle.core.internal.parity.ReferencePrompt;
import io.mingle.decode.Sequence;
import io.mingle.nn.Precision;
import io.mingle.parity.Difference;
import io.mingle.reference.TestDevice;
import io.mingle.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the decoder can do beside reading a prompt at once and answering: in parts, and for
 * training. Compared with the same reference values.
 */
@Tag("numbers")
@Timeout(300)
class DecoderReferenceTest {

    private static TestDevice device;

    @BeforeAll
    static void open() {
        device = new TestDevice();
    }

    @AfterAll
    static void close() {
        if (device != null) {
            device.close();
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"decoder-head8, mixed", "decoder-head16, pictures", "decoder-head128, pictures"})
    void theFormForTrainingGivesTheSame(String folder, String name) {
        withDecoder(
                folder,
                name,
                Precision.FLOAT32,
                (decoder, prompt) ->
                        Difference.float32(
                                        decoder.values().floats(name + ".norm"),
                                        all(decoder, prompt).floats())
                                .require("hidden states"));
    }

    /** The scores of a head that looks only back, in each of the layers in the middle. */
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"decoder-head8, mixed", "decoder-head16, pictures"})
    void whoIsWatchedGivesTheSameAndShowsWhereItLooks(String folder, String name) {
        withDecoder(
                folder,
                name,
                Precision.FLOAT32,
                (decoder, prompt) -> {
                    List<Tensor> made = decoder.run("decode_watched", batch(decoder, prompt));
                    Difference.float32(
                                    decoder.values().floats(name + ".norm"), made.get(0).floats())
                            .require("hidden states");
                    int length = prompt.length();
                    float[] scores = made.get(2).floats();
                    assertEquals(0, scores.length % (length * length));
                    for (int i = 0; i < scores.length; i++) {
                        boolean seen = i % length <= i / length % length;
                        assertEquals(seen, scores[i] != -1e4f, "at " + i);
                        assertTrue(!seen || Math.abs(scores[i]) < 100, "at " + i);
                    }
                });
    }

    @ParameterizedTest(name = "{0}, {1}, cut at {2}")
    @CsvSource({
        "decoder-head8, pictures, 1",
        "decoder-head8, pictures, 9",
        "decoder-head8, mixed, 12",
        "decoder-head8, sound, 8",
        "decoder-head8, everything, 6",
        "decoder-head8, everything, 16",
        "decoder-head8, everything, 27",
        "decoder-head16, video, 20",
        "decoder-head128, pictures, 25"
    })
    void prefillEndsInTheLogitsOfTheLastRow(String folder, String name, int cut) {
        withDecoder(
                folder,
                name,
                Precision.FLOAT32,
                (decoder, prompt) -> {
                    float[] expected = decoder.values().floats(name + ".logits");
                    int vocabulary = decoder.config().vocabSize();
                    Sequence sequence = decoder.open();
                    Tensor input = decoder.embed(prompt);
                    int[] bounds = {0, cut, prompt.length()};
                    for (int i = 0; i < 2; i++) {
                        int from = bounds[i];
                        int to = bounds[i + 1];
                        Difference.float32(
                                        Arrays.copyOfRange(
                                                expected, (to - 1) * vocabulary, to * vocabulary),
                                        decoder.prefill(prompt, input, from, to, sequence))
                                .require("row " + (to - 1));
                    }
                });
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"decoder-head8, text", "decoder-head8, pictures", "decoder-head16, pictures"})
    void theTypesForTrainingAreAsExactAsBfloat16(String folder, String name) {
        withDecoder(
                folder,
                name,
                Precision.MIXED,
                (decoder, prompt) ->
                        Difference.bfloat16(
                                        decoder.values().floats(name + ".bf16.norm"),
                                        decoder.values().floats(name + ".norm"),
                                        decoder.floats(all(decoder, prompt)))
                                .require("hidden states"));
    }

    /** All rows at once, as for training: what a row sees is told by a mask. */
    private static Tensor all(ReferenceDecoder decoder, ReferencePrompt prompt) {
        return decoder.one("decode_batch", batch(decoder, prompt));
    }

    private static Object[] batch(ReferenceDecoder decoder, ReferencePrompt prompt) {
        int length = prompt.length();
        long[] see = new long[length * length];
        for (int i = 0; i < see.length; i++) {
            see[i] = i % length > i / length ? 0 : 1;
        }
        return new Object[] {
            decoder.embed(prompt),
            decoder.of(prompt.positions(), 3, 1, length),
            decoder.of(prompt.modality(), length),
            decoder.of(see, 1, 1, length, length)
        };
    }

    private static void withDecoder(
            String folder,
            String name,
            Precision precision,
            BiConsumer<ReferenceDecoder, ReferencePrompt> test) {
        try (ReferenceDecoder decoder = new ReferenceDecoder(device.runtime(), folder, precision)) {
            test.accept(decoder, decoder.prompt(name));
        }
    }
}
