package io.mingle.api.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
        assertThrows(InvalidRequestException.class, () -> new Score("read", "all", 4, 3, 0.9, 0.1));
        assertThrows(
                InvalidRequestException.class,
                () -> new Score("read", "all", 4, 3, Double.NaN, 0.1));
        assertThrows(InvalidRequestException.class, () -> new EvaluationProgress(3, 2));
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
