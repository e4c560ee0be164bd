package io.mingle.core.internal.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.understanding.GenerationOptions;
import io.mingle.core.internal.parity.ReferenceDecoder;
import io.mingle.parity.Facts;
import io.mingle.parity.ReferenceValues;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Probabilities of tokens against the logits processors of the library behind the published code.
 */
class SamplerReferenceTest {

    private static final Facts FILE =
            ReferenceValues.facts(ReferenceDecoder.class, "sampling.json");
    private static final int DRAWS = 20_000;

    /** Standard deviations; one in fifteen thousand correct draws would be farther away. */
    private static final double FAR = 4;

    @TestFactory
    Stream<DynamicTest> greedyTakesTheReferenceToken() {
        return FILE.get("cases").stream()
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
        return FILE.get("cases").stream()
                .map(c -> DynamicTest.dynamicTest(name(c), () -> assertProbabilities(c)));
    }

    /** The scores are the same in every step, so only the n-grams of prompt and answer decide. */
    @TestFactory
    Stream<DynamicTest> ngramsOfPromptAndAnswerDoNotComeAgain() {
        return FILE.get("sequences").stream()
                .map(
                        c ->
                                DynamicTest.dynamicTest(
                                        c.get("no_repeat_ngram") + " after " + c.get("prompt"),
                                        () -> assertSequence(c)));
    }

    private static void assertSequence(Facts c) {
        GenerationOptions options =
                GenerationOptions.GREEDY.withNoRepeatNgram(c.get("no_repeat_ngram").intValue());
        long[] expected = c.get("tokens").longs();
        Sampler sampler = new Sampler(options, ints(c.get("prompt")), logits().length);
        long[] found = new long[expected.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = sampler.next(logits());
        }
        assertArrayEquals(expected, found);
    }

    private static int[] ints(Facts list) {
        return Arrays.stream(list.longs()).mapToInt(Math::toIntExact).toArray();
    }

    private static void assertProbabilities(Facts c) {
        double temperature = c.number("temperature", 1);
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

    private static GenerationOptions options(Facts c, double temperature, long seed) {
        return GenerationOptions.GREEDY
                .withTemperature(temperature)
                .withTopK((int) c.number("top_k", 0))
                .withTopP(c.number("top_p", 1))
                .withRepetitionPenalty(c.number("repetition_penalty", 1))
                .withNoRepeatNgram((int) c.number("no_repeat_ngram", 0))
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

    private static String name(Facts c) {
        return Stream.of("repetition_penalty", "no_repeat_ngram", "temperature", "top_k", "top_p")
                .filter(c::has)
                .map(key -> key + " " + c.get(key))
                .collect(Collectors.joining(", "));
    }
}
