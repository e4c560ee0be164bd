package io.mingle.thinker.decoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.nn.Precision;
import io.mingle.reference.Near;
import io.mingle.reference.ReferenceValues;
import io.mingle.reference.TestDevice;
import io.mingle.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole decoder against the published implementation, on small random networks. */
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
    @CsvSource({
        "decoder-head8, text",
        "decoder-head8, pictures",
        "decoder-head8, mixed",
        "decoder-head16, pictures",
        "decoder-head16, video",
        "decoder-head128, pictures"
    })
    void everyLayerOfAPromptGivesTheReferenceStates(String folder, String name) {
        ReferenceValues values = ReferenceValues.of(folder + "/expected.safetensors");
        int layers =
                (int)
                        ReferenceValues.json(folder + "/config.json")
                                .at("/llm_config/num_hidden_layers")
                                .longValue();
        for (int count = 1; count <= layers; count++) {
            try (ReferenceDecoder decoder = decoder(folder, Precision.FLOAT32, count)) {
                ReferencePrompt prompt = prompt(decoder, folder, name, values);
                if (count == 1) {
                    Near.float32(
                            "embeddings",
                            values.floats(name + ".embeddings"),
                            decoder.embed(prompt).floats());
                }
                String state = name + ".layer." + (count - 1);
                Near.float32(
                        state,
                        decoder.finalNorm(values.floats(state), values.shape(state)),
                        decoder.prefill(prompt, decoder.cache()).floats());
            }
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "decoder-head8, text",
        "decoder-head8, pictures",
        "decoder-head8, mixed",
        "decoder-head16, pictures",
        "decoder-head16, video",
        "decoder-head128, pictures"
    })
    void greedyDecodingGivesTheReferenceTokens(String folder, String name) {
        withDecoder(
                folder,
                name,
                Precision.FLOAT32,
                (decoder, prompt) -> {
                    ReferenceValues values = values(folder);
                    Tensor cache = decoder.cache();
                    Tensor hidden = decoder.prefill(prompt, cache);
                    Near.float32("norm", values.floats(name + ".norm"), hidden.floats());
                    float[] logits = decoder.one("logits", hidden).floats();
                    Near.float32("logits", values.floats(name + ".logits"), logits);
                    int vocabulary = decoder.config().vocabSize();
                    float[] last =
                            Arrays.copyOfRange(logits, logits.length - vocabulary, logits.length);
                    float[] expected = values.floats(name + ".greedy.logits");
                    List<Long> tokens = new ArrayList<>();
                    for (int i = 0; i < prompt.tokens().length; i++) {
                        Near.float32(
                                "token " + i,
                                Arrays.copyOfRange(expected, i * vocabulary, (i + 1) * vocabulary),
                                last);
                        tokens.add(likeliest(last));
                        if (i < prompt.decodePositions().length) {
                            last =
                                    decoder.step(
                                            tokens.get(i),
                                            prompt.decodePositions()[i],
                                            cache,
                                            prompt.length() + i);
                        }
                    }
                    assertEquals(Arrays.stream(prompt.tokens()).boxed().toList(), tokens);
                });
    }

    @ParameterizedTest(name = "{0}, {1}, cut at {2}")
    @CsvSource({
        "decoder-head8, pictures, 1",
        "decoder-head8, pictures, 9",
        "decoder-head8, mixed, 12",
        "decoder-head16, video, 20",
        "decoder-head128, pictures, 25"
    })
    void aPromptInPartsGivesTheSame(String folder, String name, int cut) {
        withDecoder(
                folder,
                name,
                Precision.FLOAT32,
                (decoder, prompt) -> {
                    Tensor cache = decoder.cache();
                    float[] embedded = decoder.embed(prompt).floats();
                    int hidden = decoder.config().hiddenSize();
                    float[] expected = values(folder).floats(name + ".norm");
                    int[] bounds = {0, cut, prompt.length()};
                    for (int i = 0; i < 2; i++) {
                        int from = bounds[i];
                        int to = bounds[i + 1];
                        Tensor part =
                                decoder.one(
                                        "decode_chunk",
                                        decoder.of(
                                                Arrays.copyOfRange(
                                                        embedded, from * hidden, to * hidden),
                                                1,
                                                to - from,
                                                hidden),
                                        decoder.of(prompt.positions(from, to), 3, to - from),
                                        decoder.of(prompt.modality(from, to), to - from),
                                        cache,
                                        (long) from);
                        Near.float32(
                                "part " + i,
                                Arrays.copyOfRange(expected, from * hidden, to * hidden),
                                part.floats());
                    }
                });
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"decoder-head8, mixed", "decoder-head16, pictures", "decoder-head128, pictures"})
    void theFormForTrainingGivesTheSame(String folder, String name) {
        withDecoder(
                folder,
                name,
                Precision.FLOAT32,
                (decoder, prompt) ->
                        Near.float32(
                                "hidden states",
                                values(folder).floats(name + ".norm"),
                                all(decoder, prompt).floats()));
    }

    @ParameterizedTest(name = "{0}, {1}, cut at {2}")
    @CsvSource({"decoder-head8, mixed, 12", "decoder-head16, pictures, 9"})
    void prefillEndsInTheLogitsOfTheLastRow(String folder, String name, int cut) {
        withDecoder(
                folder,
                name,
                Precision.FLOAT32,
                (decoder, prompt) -> {
                    float[] expected = values(folder).floats(name + ".logits");
                    int vocabulary = decoder.config().vocabSize();
                    Tensor cache = decoder.cache();
                    Tensor input = decoder.embed(prompt);
                    int[] bounds = {0, cut, prompt.length()};
                    for (int i = 0; i < 2; i++) {
                        int from = bounds[i];
                        int to = bounds[i + 1];
                        Tensor logits =
                                decoder.one(
                                        "prefill",
                                        input,
                                        decoder.of(prompt.positions(from, to), 3, to - from),
                                        decoder.of(prompt.modality(), prompt.length()),
                                        cache,
                                        (long) from,
                                        (long) to - from);
                        Near.float32(
                                "row " + (to - 1),
                                Arrays.copyOfRange(
                                        expected, (to - 1) * vocabulary, to * vocabulary),
                                logits.floats());
                    }
                });
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"decoder-head8, pictures", "decoder-head16, video"})
    void decodingGoesOnInACacheThatHasGrown(String folder, String name) {
        withDecoder(
                folder,
                name,
                Precision.FLOAT32,
                (decoder, prompt) -> {
                    Tensor small = decoder.cache(prompt.length());
                    decoder.prefill(prompt, small);
                    Tensor cache = decoder.cache();
                    decoder.one("copy_cache", small, cache);
                    small.close();
                    int vocabulary = decoder.config().vocabSize();
                    float[] logits =
                            decoder.step(
                                    prompt.tokens()[0],
                                    prompt.decodePositions()[0],
                                    cache,
                                    prompt.length());
                    float[] expected = values(folder).floats(name + ".greedy.logits");
                    Near.float32(
                            "second token",
                            Arrays.copyOfRange(expected, vocabulary, 2 * vocabulary),
                            logits);
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
                        near(values(folder), name, "norm", decoder.floats(all(decoder, prompt))));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"decoder-head8, text", "decoder-head8, pictures", "decoder-head16, pictures"})
    void bfloat16IsAsExactAsTheReference(String folder, String name) {
        withDecoder(
                folder,
                name,
                Precision.BFLOAT16,
                (decoder, prompt) -> {
                    ReferenceValues values = values(folder);
                    Tensor cache = decoder.cache();
                    Tensor hidden = decoder.prefill(prompt, cache);
                    near(values, name, "norm", decoder.floats(hidden));
                    float[] logits = decoder.one("logits", hidden).floats();
                    near(values, name, "logits", logits);
                    int vocabulary = decoder.config().vocabSize();
                    float[] all = new float[prompt.tokens().length * vocabulary];
                    System.arraycopy(logits, logits.length - vocabulary, all, 0, vocabulary);
                    for (int i = 0; i < prompt.decodePositions().length; i++) {
                        float[] next =
                                decoder.step(
                                        prompt.tokens()[i],
                                        prompt.decodePositions()[i],
                                        cache,
                                        prompt.length() + i);
                        System.arraycopy(next, 0, all, (i + 1) * vocabulary, vocabulary);
                    }
                    near(values, name, "greedy.logits", all);
                });
    }

    /** All rows at once, as for training: what a row sees is told by a mask. */
    private static Tensor all(ReferenceDecoder decoder, ReferencePrompt prompt) {
        int length = prompt.length();
        long[] see = new long[length * length];
        for (int i = 0; i < see.length; i++) {
            see[i] = i % length > i / length ? 0 : 1;
        }
        return decoder.one(
                "decode_batch",
                decoder.embed(prompt),
                decoder.of(prompt.positions(), 3, 1, length),
                decoder.of(prompt.modality(), length),
                decoder.of(see, 1, 1, length, length));
    }

    private static void near(ReferenceValues values, String name, String what, float[] found) {
        Near.bfloat16(
                what,
                values.floats(name + ".bf16." + what),
                values.floats(name + "." + what),
                found);
    }

    private static ReferenceDecoder decoder(String folder, Precision precision, int layers) {
        return new ReferenceDecoder(device.runtime(), folder, precision, layers);
    }

    private static ReferenceValues values(String folder) {
        return ReferenceValues.of(folder + "/expected.safetensors");
    }

    private static ReferencePrompt prompt(
            ReferenceDecoder decoder, String folder, String name, ReferenceValues values) {
        return ReferencePrompt.read(folder, name, values, decoder.config().hiddenSize());
    }

    private static void withDecoder(
            String folder,
            String name,
            Precision precision,
            BiConsumer<ReferenceDecoder, ReferencePrompt> test) {
        try (ReferenceDecoder decoder = decoder(folder, precision, ReferenceDecoder.ALL)) {
            test.accept(decoder, prompt(decoder, folder, name, values(folder)));
        }
    }

    private static long likeliest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }
}
