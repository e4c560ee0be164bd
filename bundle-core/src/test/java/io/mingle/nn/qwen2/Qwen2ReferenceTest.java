package io.mingle.nn.qwen2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.decode.Rows;
import io.mingle.nn.Precision;
import io.mingle.reference.TestDevice;
import io.mingle.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Qwen2 against the public implementation, as {@code reference/qwen2/README.md} describes: a head
 * of its own and the embedding as head, tokens and given embeddings, several bases of the rotary
 * frequencies, positions that leap.
 */
@Tag("numbers")
@Timeout(300)
class Qwen2ReferenceTest {

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

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource({
        "untied, ids, FLOAT32",
        "untied, given, FLOAT32",
        "untied, given, BFLOAT16",
        "tied, ids, FLOAT32",
        "tied, given, FLOAT32",
        "tied, ids, BFLOAT16"
    })
    void eachLayerMakesOfTheReferencesStatesWhatItMakes(
            String folder, String input, Precision precision) {
        with(
                folder,
                input,
                precision,
                qwen -> {
                    float[] before = qwen.given("x");
                    for (int i = 0; i < qwen.config().numHiddenLayers(); i++) {
                        List<Tensor> made =
                                qwen.layer(prompt(qwen, before), i, qwen.facts("positions"));
                        qwen.compare("attended." + i, made.get(0).floats());
                        qwen.compare("layer." + i, made.get(1).floats());
                        before = qwen.expected("layer." + i);
                    }
                });
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource({
        "untied, ids, FLOAT32",
        "untied, given, FLOAT32",
        "untied, ids, BFLOAT16",
        "untied, given, BFLOAT16",
        "tied, ids, FLOAT32",
        "tied, given, FLOAT32",
        "tied, ids, BFLOAT16",
        "tied, given, BFLOAT16"
    })
    void aPromptAtOnceEndsInTheReferencesStatesAndLogits(
            String folder, String input, Precision precision) {
        with(
                folder,
                input,
                precision,
                qwen -> {
                    Tensor states = qwen.hidden(prompt(qwen), qwen.facts("positions"));
                    qwen.compare("norm", qwen.floats(states));
                    qwen.compare("logits", qwen.one("logits", states).floats());
                });
    }

    @ParameterizedTest(name = "{0}, {1}, {2}, cut at {3}")
    @CsvSource({
        "untied, ids, FLOAT32, 1",
        "untied, ids, FLOAT32, 6",
        "untied, given, FLOAT32, 5",
        "untied, ids, BFLOAT16, 6",
        "untied, given, BFLOAT16, 5",
        "tied, ids, FLOAT32, 6",
        "tied, given, FLOAT32, 10",
        "tied, ids, BFLOAT16, 12",
        "tied, given, BFLOAT16, 5"
    })
    void aPromptInTwoPartsAndRowsBehindItFillTheCacheAsTheReferenceDoes(
            String folder, String input, Precision precision, int cut) {
        with(
                folder,
                input,
                precision,
                qwen -> {
                    prefillInTwoParts(qwen, cut);
                    qwen.compare("steps.logits", rowsBehind(qwen));
                    long count = qwen.facts("step_positions").length;
                    qwen.compare("cache", qwen.cached(qwen.rows() + (int) count));
                });
    }

    @ParameterizedTest(name = "{0}, cut at {1}")
    @CsvSource({"untied, 1", "untied, 6", "tied, 12"})
    void prefillEndsInTheLogitsOfItsLastRow(String folder, int cut) {
        with(
                folder,
                "ids",
                Precision.FLOAT32,
                qwen -> {
                    float[] logits = qwen.expected("logits");
                    int vocabulary = qwen.config().vocabSize();
                    float[] found = logits.clone();
                    List<float[]> last = prefillInTwoParts(qwen, cut);
                    System.arraycopy(last.get(0), 0, found, (cut - 1) * vocabulary, vocabulary);
                    System.arraycopy(
                            last.get(1), 0, found, (qwen.rows() - 1) * vocabulary, vocabulary);
                    qwen.compare("logits", found);
                });
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource({
        "untied, ids, FLOAT32",
        "untied, given, BFLOAT16",
        "tied, given, FLOAT32",
        "tied, ids, BFLOAT16"
    })
    void rowsThatAllAttendToOneAnotherAreEncodedAlikeInABatch(
            String folder, String input, Precision precision) {
        with(
                folder,
                input,
                precision,
                qwen -> {
                    float[] x = qwen.given("x");
                    float[] twice = Arrays.copyOf(x, 2 * x.length);
                    System.arraycopy(x, 0, twice, x.length, x.length);
                    Tensor rows = qwen.states(twice, 2, qwen.rows(), qwen.config().hiddenSize());
                    Tensor positions = qwen.longs(qwen.facts("positions"), qwen.rows());
                    float[] found = qwen.floats(qwen.one("encode", rows, positions));
                    qwen.compare("encoded", Arrays.copyOf(found, x.length));
                    qwen.compare("encoded", Arrays.copyOfRange(found, x.length, 2 * x.length));
                });
    }

    @ParameterizedTest
    @CsvSource({"untied", "tied"})
    void tokensAreLookedUp(String folder) {
        with(
                folder,
                "ids",
                Precision.FLOAT32,
                qwen -> {
                    Tensor ids = qwen.longs(qwen.facts("ids"), 1, qwen.rows());
                    assertArrayEquals(qwen.given("x"), qwen.one("embed", ids).floats());
                });
    }

    private static Tensor prompt(ReferenceQwen2 qwen) {
        return prompt(qwen, qwen.given("x"));
    }

    private static Tensor prompt(ReferenceQwen2 qwen, float[] states) {
        return qwen.states(states, 1, qwen.rows(), qwen.config().hiddenSize());
    }

    /** Returns the logits after either part. */
    private static List<float[]> prefillInTwoParts(ReferenceQwen2 qwen, int cut) {
        return List.of(prefill(qwen, 0, cut), prefill(qwen, cut, qwen.rows()));
    }

    private static float[] prefill(ReferenceQwen2 qwen, int from, int to) {
        int hidden = qwen.config().hiddenSize();
        float[] rows = Arrays.copyOfRange(qwen.given("x"), from * hidden, to * hidden);
        long[] positions = Arrays.copyOfRange(qwen.facts("positions"), from, to);
        Tensor states = qwen.states(rows, 1, to - from, hidden);
        return qwen.step(new Rows.Embedded(states, 0, to - from), positions);
    }

    /** Returns the logits after each row behind the prompt: of tokens, or of embeddings. */
    private static float[] rowsBehind(ReferenceQwen2 qwen) {
        int hidden = qwen.config().hiddenSize();
        int vocabulary = qwen.config().vocabSize();
        long[] positions = qwen.facts("step_positions");
        long[] tokens = qwen.facts("tokens");
        float[] steps = qwen.given("steps.x");
        float[] logits = new float[positions.length * vocabulary];
        for (int i = 0; i < positions.length; i++) {
            float[] found;
            if (tokens.length > 0) {
                found = qwen.step(new Rows.Tokens((int) tokens[i]), positions[i]);
            } else {
                float[] row = Arrays.copyOfRange(steps, i * hidden, (i + 1) * hidden);
                Tensor x = qwen.states(row, 1, 1, hidden);
                found = qwen.step(new Rows.Embedded(x, 0, 1), positions[i]);
            }
            assertEquals(vocabulary, found.length);
            System.arraycopy(found, 0, logits, i * vocabulary, vocabulary);
        }
        return logits;
    }

    private static void with(
            String folder, String input, Precision precision, Consumer<ReferenceQwen2> test) {
        try (ReferenceQwen2 qwen = new ReferenceQwen2(device.runtime(), folder, input, precision)) {
            test.accept(qwen);
        }
    }
}
