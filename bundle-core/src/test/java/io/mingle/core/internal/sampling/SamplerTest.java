package io.mingle.core.internal.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InternalException;
import io.mingle.api.understanding.GenerationOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SamplerTest {

    private static final int DRAWS = 40_000;
    private static final int[] NO_PROMPT = {};

    @Test
    void greedyTakesTheLikeliestAndTheLowestAmongEquals() {
        assertEquals(2, greedy().next(new float[] {1, 2, 3, 0}));
        assertEquals(1, greedy().next(new float[] {1, 3, 3, 3}));
        assertEquals(0, greedy().next(new float[] {-0f, 0f}));
        assertEquals(1, greedy().next(new float[] {Float.NaN, -5, Float.NEGATIVE_INFINITY}));
        assertEquals(1, greedy().next(new float[] {1, Float.POSITIVE_INFINITY}));
    }

    @Test
    void idsWithoutATokenAreNeverChosen() {
        float[] logits = {0, 1, 100, 100};
        assertEquals(1, new Sampler(GenerationOptions.GREEDY, NO_PROMPT, 2).next(logits.clone()));
        for (GenerationOptions options :
                List.of(hot(1), hot(1).withTopK(1), hot(1).withTopK(3), hot(1).withTopP(0.5))) {
            Sampler sampler = new Sampler(options, new int[] {3}, 2);
            for (int i = 0; i < 200; i++) {
                assertTrue(sampler.next(logits.clone()) < 2);
            }
        }
    }

    @Test
    void saysWhenNoLogitIsANumber() {
        for (GenerationOptions options : List.of(GenerationOptions.GREEDY, hot(1))) {
            InternalException error =
                    assertThrows(
                            InternalException.class,
                            () ->
                                    new Sampler(options, NO_PROMPT, 2)
                                            .next(new float[] {Float.NaN, Float.NaN, 1}));
            assertTrue(error.getMessage().contains("NaN or negative infinity"));
        }
    }

    @Test
    void thePenaltyDividesPositiveAndMultipliesNegativeLogits() {
        GenerationOptions options = GenerationOptions.GREEDY.withRepetitionPenalty(2);
        assertEquals(1, new Sampler(options, new int[] {0}, 9).next(new float[] {3, 2}));
        assertEquals(0, new Sampler(options, new int[] {0}, 9).next(new float[] {3, 1.4f}));
        assertEquals(1, new Sampler(options, new int[] {0}, 9).next(new float[] {-1, -1.5f}));
        assertEquals(1, new Sampler(options, new int[] {0, 0, 0}, 9).next(new float[] {3, 1.6f}));
    }

    @Test
    void thePenaltyAlsoSeesTheAnswer() {
        Sampler sampler =
                new Sampler(GenerationOptions.GREEDY.withRepetitionPenalty(2), NO_PROMPT, 9);
        float[] logits = {3, 2, 1.6f};
        assertEquals(0, sampler.next(logits.clone()));
        assertEquals(1, sampler.next(logits.clone()));
        assertEquals(2, sampler.next(logits.clone()));
        assertEquals(0, sampler.next(logits.clone()));
    }

    @Test
    void noSequenceOccursTwiceInPromptAndAnswer() {
        Random random = new Random(3);
        for (int n = 1; n <= 5; n++) {
            for (int round = 0; round < 60; round++) {
                List<Integer> history = new ArrayList<>();
                int size = random.nextInt(40);
                for (int i = 0; i < size; i++) {
                    history.add(random.nextInt(3));
                }
                int[] prompt = history.stream().mapToInt(Integer::intValue).toArray();
                Sampler sampler =
                        new Sampler(GenerationOptions.GREEDY.withNoRepeatNgram(n), prompt, 12);
                for (int step = 0; step < 40; step++) {
                    float[] logits = random(random, 12);
                    int expected = bestWithout(logits, bannedBy(history, n));
                    assertEquals(expected, sampler.next(logits), "n " + n + " after " + history);
                    history.add(expected);
                }
            }
        }
    }

    @Test
    void aLongHistoryIsRememberedCompletely() {
        Random random = new Random(4);
        List<Integer> history = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            history.add(random.nextInt(40));
        }
        int[] prompt = history.stream().mapToInt(Integer::intValue).toArray();
        Sampler sampler = new Sampler(GenerationOptions.GREEDY.withNoRepeatNgram(2), prompt, 40);
        for (int step = 0; step < 1200; step++) {
            float[] logits = random(random, 40);
            int expected = bestWithout(logits, bannedBy(history, 2));
            assertEquals(expected, sampler.next(logits), "step " + step);
            history.add(expected);
        }
    }

    @Test
    void whereEverythingIsBannedTheLikeliestIsTaken() {
        Sampler sampler =
                new Sampler(GenerationOptions.GREEDY.withNoRepeatNgram(1), new int[] {0, 1}, 2);
        assertEquals(1, sampler.next(new float[] {1, 2}));
    }

    @Test
    void aLongPromptDoesNotSlowEachStepDown() {
        int[] prompt = new int[30_000];
        Arrays.fill(prompt, 5, 29_000, 7);
        Sampler sampler = new Sampler(GenerationOptions.GREEDY.withNoRepeatNgram(10), prompt, 1000);
        Random random = new Random(1);
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> {
                    for (int i = 0; i < 10_000; i++) {
                        sampler.next(random(random, 1000));
                    }
                });
    }

    @Test
    void drawsFollowTheProbabilities() {
        float[] logits = {0, 1, 2, 3, Float.NEGATIVE_INFINITY, -1};
        assertDistribution(hot(1), logits, softmax(logits, 1));
        assertDistribution(hot(2), logits, softmax(logits, 2));
        assertDistribution(hot(0.5), logits, softmax(logits, 0.5));
    }

    @Test
    void topKKeepsTheLikeliest() {
        float[] logits = {0, 1, 2, 3, -1};
        double[] p = softmax(new float[] {2, 3}, 1);
        assertDistribution(hot(1).withTopK(2), logits, new double[] {0, 0, p[0], p[1], 0});
        assertDistribution(hot(1).withTopK(1), logits, new double[] {0, 0, 0, 1, 0});
        assertDistribution(hot(1).withTopK(99), logits, softmax(logits, 1));
    }

    @Test
    void topKKeepsWhatEqualsTheLast() {
        double third = 1.0 / 3;
        assertDistribution(
                hot(1).withTopK(2),
                new float[] {1, 5, 5, 5},
                new double[] {0, third, third, third});
    }

    @Test
    void topPKeepsTheFewestThatReachIt() {
        float[] logits = logs(0.5, 0.3, 0.15, 0.05);
        assertDistribution(hot(1).withTopP(0.4), logits, new double[] {1, 0, 0, 0});
        assertDistribution(
                hot(1).withTopP(0.79), logits, new double[] {0.5 / 0.8, 0.3 / 0.8, 0, 0});
        assertDistribution(
                hot(1).withTopP(0.81),
                logits,
                new double[] {0.5 / 0.95, 0.3 / 0.95, 0.15 / 0.95, 0});
        assertDistribution(hot(1).withTopP(1e-9), logits, new double[] {1, 0, 0, 0});
    }

    @Test
    void topPCountsWhatTopKLeft() {
        float[] logits = logs(0.5, 0.3, 0.15, 0.05);
        assertDistribution(hot(1).withTopK(2).withTopP(0.6), logits, new double[] {1, 0, 0, 0});
        assertDistribution(
                hot(1).withTopK(3).withTopP(0.6),
                logits,
                new double[] {0.5 / 0.8, 0.3 / 0.8, 0, 0});
    }

    @Test
    void temperatureComesBeforeTopP() {
        float[] logits = logs(0.5, 0.3, 0.15, 0.05);
        double[] p = softmax(logits, 0.25);
        assertTrue(p[0] > 0.85);
        assertDistribution(hot(0.25).withTopP(0.85), logits, new double[] {1, 0, 0, 0});
    }

    @Test
    void extremeTemperaturesDoNotOverflow() {
        float[] logits = {1e30f, -1e30f, 1e30f};
        for (double temperature : new double[] {1e-300, 1e-9, 1e300}) {
            Set<Integer> chosen = new HashSet<>();
            Sampler sampler = new Sampler(hot(temperature), NO_PROMPT, 3);
            for (int i = 0; i < 200; i++) {
                chosen.add(sampler.next(logits.clone()));
            }
            assertTrue(chosen.containsAll(Set.of(0, 2)), chosen.toString());
            assertEquals(temperature > 1, chosen.contains(1));
        }
        assertEquals(
                1,
                new Sampler(hot(1), NO_PROMPT, 3)
                        .next(new float[] {0, Float.POSITIVE_INFINITY, 0}));
    }

    @Test
    void theSeedDecides() {
        float[] logits = random(new Random(1), 500);
        for (GenerationOptions options :
                List.of(hot(1), hot(1).withTopK(40), hot(1).withTopP(0.9))) {
            assertEquals(run(options.withSeed(7), logits), run(options.withSeed(7), logits));
            assertFalse(run(options.withSeed(7), logits).equals(run(options.withSeed(8), logits)));
        }
    }

    @Test
    void aHeapGivesTheOrderOfSorting() {
        Random random = new Random(9);
        for (int round = 0; round < 200; round++) {
            float[] logits = random(random, 1 + random.nextInt(60));
            for (int i = 0; i < logits.length; i++) {
                logits[i] = (float) Math.rint(logits[i]);
            }
            Candidates candidates = new Candidates();
            candidates.fill(logits, logits.length);
            Integer[] sorted = new Integer[logits.length];
            Arrays.setAll(sorted, i -> i);
            Arrays.sort(sorted, (a, b) -> Float.compare(logits[b] + 0f, logits[a] + 0f));
            for (int id : sorted) {
                assertEquals(id, candidates.peek());
                assertEquals(id, candidates.pop());
            }
            assertTrue(candidates.isEmpty());
        }
    }

    private static Sampler greedy() {
        return new Sampler(GenerationOptions.GREEDY, NO_PROMPT, 100);
    }

    private static GenerationOptions hot(double temperature) {
        return GenerationOptions.GREEDY.withTemperature(temperature).withSeed(11);
    }

    private static List<Integer> run(GenerationOptions options, float[] logits) {
        Sampler sampler = new Sampler(options, NO_PROMPT, logits.length);
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ids.add(sampler.next(logits.clone()));
        }
        return ids;
    }

    private static void assertDistribution(
            GenerationOptions options, float[] logits, double[] expected) {
        Sampler sampler = new Sampler(options, NO_PROMPT, logits.length);
        int[] counts = new int[logits.length];
        for (int i = 0; i < DRAWS; i++) {
            counts[sampler.next(logits.clone())]++;
        }
        for (int id = 0; id < logits.length; id++) {
            double p = expected[id];
            double tolerance = 5 * Math.sqrt(p * (1 - p) / DRAWS);
            assertEquals(p, counts[id] / (double) DRAWS, tolerance, "id " + id);
        }
    }

    private static Set<Integer> bannedBy(List<Integer> history, int n) {
        Set<Integer> banned = new HashSet<>();
        if (history.size() + 1 < n) {
            return banned;
        }
        List<Integer> last = history.subList(history.size() - n + 1, history.size());
        for (int i = 0; i + n <= history.size(); i++) {
            if (history.subList(i, i + n - 1).equals(last)) {
                banned.add(history.get(i + n - 1));
            }
        }
        return banned;
    }

    private static int bestWithout(float[] logits, Set<Integer> banned) {
        int best = -1;
        int any = 0;
        for (int id = 0; id < logits.length; id++) {
            any = logits[id] > logits[any] ? id : any;
            if (!banned.contains(id) && (best < 0 || logits[id] > logits[best])) {
                best = id;
            }
        }
        return best < 0 ? any : best;
    }

    private static double[] softmax(float[] logits, double temperature) {
        double[] p = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.exp(logits[i] / temperature);
            sum += p[i];
        }
        for (int i = 0; i < p.length; i++) {
            p[i] /= sum;
        }
        return p;
    }

    private static float[] logs(double... p) {
        float[] logits = new float[p.length];
        for (int i = 0; i < p.length; i++) {
            logits[i] = (float) Math.log(p[i]);
        }
        return logits;
    }

    private static float[] random(Random random, int size) {
        float[] logits = new float[size];
        for (int i = 0; i < size; i++) {
            logits[i] = (float) (3 * random.nextGaussian());
        }
        return logits;
    }
}
