package io.mingle.api.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreTest {

    /**
     * The 95 % Wilson intervals, worked out independently: the ends are the roots p of (x − p)² =
     * z² p (1 − p) / n.
     */
    @ParameterizedTest
    @CsvSource({"10, 0", "10, 5", "10, 10", "1000, 950", "200, 1"})
    void theEndsOfTheIntervalAreOneQuantileFromTheObservedFraction(int count, int correct) {
        Score score = Score.of("read", "known fonts", count, correct);
        double observed = (double) correct / count;

        for (double end : new double[] {score.low(), score.high()}) {
            if (end > 0 && end < 1) {
                double deviation = Math.sqrt(end * (1 - end) / count);
                assertEquals(1.959963984540054, Math.abs(observed - end) / deviation, 1e-9);
            }
        }
        assertTrue(score.low() <= observed && observed <= score.high());
    }

    @Test
    void aTextbookIntervalComesOut() {
        Score score = Score.of("read", "all", 10, 5);

        assertEquals(0.2366, score.low(), 1e-4);
        assertEquals(0.7634, score.high(), 1e-4);
    }

    @Test
    void theExtremesReachTheEdges() {
        assertEquals(0, Score.of("look", "count", 20, 0).low());
        assertEquals(1, Score.of("look", "count", 20, 20).high());
        assertEquals(0, Score.of("look", "count", 0, 0).low());
        assertEquals(1, Score.of("look", "count", 0, 0).high());
    }

    @Test
    void figuresThatDoNotGoTogetherAreRefused() {
        assertThrows(InvalidRequestException.class, () -> Score.of("read", "all", 3, 4));
        assertThrows(InvalidRequestException.class, () -> Score.of("read", "all", -1, 0));
        Figure loss = Figure.loss("loss");
        assertThrows(
                InvalidRequestException.class,
                () -> new Score("read", "all", loss, 4, 0.5, 0.9, 0.1));
        assertThrows(
                InvalidRequestException.class,
                () -> new Score("read", "all", loss, 4, 0.5, Double.NaN, 0.1));
        assertThrows(InvalidRequestException.class, () -> Figure.share(" "));
        assertThrows(InvalidRequestException.class, () -> new EvaluationProgress(3, 2));
    }

    @Test
    void aRateIsTheSumOfTheAmountsOverTheSumOfWhatTheyAreOf() {
        Score errors =
                Score.ratio(
                        "hear",
                        "all",
                        Figure.errors("word errors"),
                        new double[] {1, 0, 3},
                        new double[] {4, 2, 4});
        assertEquals(0.4, errors.value(), 1e-12);
        assertEquals(3, errors.count());
        // Residuals −0.6, −0.8, 1.4; their sum of squares 2.96; times 3 / 2, the root, over 10.
        assertEquals(0.4 + 1.959963984540054 * Math.sqrt(2.96 * 1.5) / 10, errors.high(), 1e-12);
        assertEquals(0, errors.low(), "no fewer than none");
    }

    @Test
    void theIntervalOfAMeanIsThatOfItsStandardError() {
        double[] values = {0.5, 0.7, 0.9, 0.3};
        Score mean =
                Score.ratio("look", "where", Figure.mean("IoU"), values, new double[] {1, 1, 1, 1});
        assertEquals(0.6, mean.value(), 1e-12);
        double deviation = Math.sqrt((0.01 + 0.01 + 0.09 + 0.09) / 3);
        assertEquals(0.6 + 1.959963984540054 * deviation / 2, mean.high(), 1e-12);
        Score one = Score.ratio("a", "b", Figure.mean("IoU"), new double[] {1}, new double[] {1});
        assertEquals(Double.POSITIVE_INFINITY, one.high(), "one says nothing");
    }

    @Test
    void adjustmentsAreWithinTheirRangesAndNameTasksThatAreTrained() {
        assertThrows(
                InvalidRequestException.class,
                () -> new Adjustments(Map.of("read", 0.0), Set.of(), Map.of(), 0, null));
        assertThrows(
                InvalidRequestException.class,
                () -> new Adjustments(Map.of(), Set.of(), Map.of(), 1, null));
        for (int turns : new int[] {0, 1001}) {
            assertThrows(
                    InvalidRequestException.class,
                    () ->
                            new Adjustments(
                                    Map.of(),
                                    Set.of(),
                                    Map.of(),
                                    0,
                                    Map.of("look", turns),
                                    false,
                                    null));
        }
        Adjustments look = new Adjustments(Map.of("look", 2.0), Set.of(), Map.of(), 0, null);
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () ->
                                new TrainingPlan(
                                        List.of("read"),
                                        Path.of("out"),
                                        false,
                                        null,
                                        null,
                                        1,
                                        1,
                                        1,
                                        null,
                                        look));
        assertTrue(error.getMessage().contains("'look'"), error.getMessage());
    }

    @Test
    void plansNeedTasksAFolderAndSomeWork() {
        Path out = Path.of("out");
        List<String> tasks = List.of("read");

        assertThrows(
                InvalidRequestException.class,
                () -> new TrainingPlan(List.of(), out, false, null, 1, 1));
        assertThrows(
                InvalidRequestException.class,
                () -> new TrainingPlan(tasks, null, false, null, 1, 1));
        assertThrows(
                InvalidRequestException.class,
                () -> new TrainingPlan(tasks, out, false, Duration.ZERO, 1, 1));
        assertThrows(
                InvalidRequestException.class,
                () -> new TrainingPlan(tasks, out, false, null, 1, 0));
        assertThrows(InvalidRequestException.class, () -> new EvaluationPlan(out, tasks, 1, 0));
        assertEquals(tasks, new TrainingPlan(tasks, out, true, null, 1, 2).tasks());
    }
}
