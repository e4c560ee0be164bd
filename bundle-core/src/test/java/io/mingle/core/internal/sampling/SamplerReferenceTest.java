package io.mingle.core.internal.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.core.internal.parity.ReferenceDecoder;
import io.mingle.parity.ReferenceValues;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Probabilities of tokens against the logits processors of the library behind the published code.
 */
class SamplerReferenceTest {

    private static final JsonNode FILE =
            ReferenceValues.json(ReferenceDecoder.class, "sampling.json");
    private static final int DRAWS = 20_000;

    /** Standard deviations; one in fifteen thousand correct draws would be farther away. */
    private static final double FAR = 4;

    @TestFactory
    Stream<DynamicTest> greedyTakesTheReferenceToken() {
        return StreamSupport.stream(FILE.get("cases").spliterator(), false)
                .filter(c -> !c.has("temperature") && !c.has("top_k") && !c.has("top_p"))
                .map(
                        c ->
                                DynamicTest.dynamicTest(
                                        name(c),
                                        () ->
                                                assertEquals(
                                                        c.get("greedy").intValue(),
                                                        sampler(options(c, 0, 0)).next(logits()))));
    }

    @TestFactory
    Stream<DynamicTest> drawsFollowTheReferenceProbabilities() {
        return StreamSupport.stream(FILE.get("cases").spliterator(), false)
                .map(c -> DynamicTest.dynamicTest(name(c), () -> assertProbabilities(c)));
    }

    /** The scores are the same in every step, so only the n-grams of prompt and answer decide. */
    @TestFactory
    Stream<DynamicTest> ngramsOfPromptAndAnswerDoNotComeAgain() {
        return StreamSupport.stream(FILE.get("sequences").spliterator(), false)
                .map(
                        c ->
                                DynamicTest.dynamicTest(
                                        c.get("no_repeat_ngram") + " after " + c.get("prompt"),
                                        () -> assertSequence(c)));
    }

    private static void assertSequence(JsonNode c) {
        GenerationOptions options =
                GenerationOptions.GREEDY.withNoRepeatNgram(c.get("no_repeat_ngram").intValue());
        long[] expected = ReferenceValues.longs(c.get("tokens"));
        Sampler sampler = new Sampler(options, ints(c.get("prompt")), logits().length);
        long[] found = new long[expected.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = sampler.next(logits());
        }
        assertArrayEquals(expected, found);
    }

    private static int[] ints(JsonNode list) {
        return Arrays.stream(ReferenceValues.longs(list)).mapToInt(Math::toIntExact).toArray();
    }

    private static void assertProbabilities(JsonNode c) {
        double temperature = c.path("temperature").asDouble(1);
        int[] counts = new int[c.get("probabilities").size()];
        for (int i = 0; i < DRAWS; i++) {
            counts[sampler(options(c, temperature, i)).next(logits())]++;
        }
        for (int id = 0; id < counts.length; id++) {
            double p = c.get("probabilities").get(id).doubleValue();
            double spread = Math.sqrt(DRAWS * p * (1 - p));
            assertTrue(
                    Math.abs(counts[id] - DRAWS * p) <= FAR * spread + (p == 0 ? 0 : 1),
                    "token %d was drawn %d times, expected %.0f ± %.0f"
                            .formatted(id, counts[id], DRAWS * p, spread));
        }
    }

    private static GenerationOptions options(JsonNode c, double temperature, long seed) {
        return GenerationOptions.GREEDY
                .withTemperature(temperature)
                .withTopK(c.path("top_k").asInt(0))
                .withTopP(c.path("top_p").asDouble(1))
                .withRepetitionPenalty(c.path("repetition_penalty").asDouble(1))
                .withNoRepeatNgram(c.path("no_repeat_ngram").asInt(0))
                .withSeed(seed);
    }

    private static Sampler sampler(GenerationOptions options) {
        return new Sampler(options, ints(FILE.get("history")), logits().length);
    }

    private static float[] logits() {
        float[] logits = new float[FILE.get("logits").size()];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = FILE.get("logits").get(i).floatValue();
        }
        return logits;
    }

    private static String name(JsonNode c) {
        return Stream.of("repetition_penalty", "no_repeat_ngram", "temperature", "top_k", "top_p")
                .filter(c::has)
                .map(key -> key + " " + c.get(key))
                .collect(Collectors.joining(", "));
    }
}
