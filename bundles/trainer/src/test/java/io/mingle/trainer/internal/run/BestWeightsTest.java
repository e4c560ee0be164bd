package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.training.Adjustments;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.trainer.internal.learn.Checkpoint;
import io.mingle.trainer.internal.learn.Learner;
import io.mingle.trainer.internal.learn.Portion;
import io.mingle.trainer.internal.learn.Shares;
import io.mingle.trainer.internal.learn.TrainingProgram;
import io.mingle.trainer.picture.TinyBatches;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class BestWeightsTest {

    private static final Shares SHARES = new Shares(1, 1, 1);
    private static final float NONE = Float.NaN;

    /** As many as one measurement takes, each telling the same. */
    private static float[] batches(float first, float second) {
        return new float[] {first, first, first, first, second, second, second, second};
    }

    @TempDir static Path folder;
    private static TorchDevice device;
    private static TorchRuntime runtime;
    private static TinyBatches pictures;

    @BeforeAll
    static void open() throws Exception {
        assertTrue(PlainEngine.start().usable());
        device = TorchDevice.standalone();
        runtime = new TorchRuntime(device, "best");
        pictures = new TinyBatches(folder);
    }

    @AfterAll
    static void close() {
        pictures.close();
        runtime.close();
        device.close();
    }

    private static TrainingProgram shapes(double average) {
        return new TrainingProgram(
                List.of(TinyBatches.objective()),
                pictures.config(),
                new Adjustments(Map.of(), Set.of(), Map.of(), average, null));
    }

    private static Learner learning(ToldNumbers numbers) {
        TrainingProgram program =
                new TrainingProgram(List.of(numbers), pictures.config(), Adjustments.NONE);
        return new Learner(runtime, program, 1, 7);
    }

    private static List<LearntTask> look() {
        return List.of(new LearntTask("look", pictures.sampler(), 0, 1));
    }

    private static BestWeights numbers(String figure, ToldNumbers numbers) {
        return new BestWeights(
                figure, List.of(new LearntTask("numbers", numbers, 0, 1)), 7, Map.of());
    }

    private static void train(Learner learner, int updates) {
        for (int i = 0; i < updates; i++) {
            learner.accumulate(List.of(new Portion(0, pictures.draw(i), SHARES)));
            learner.update(3e-3);
        }
    }

    @Test
    void theBestWeightsAreThoseWithTheBestFigure() {
        try (Learner fresh = new Learner(runtime, shapes(0), 1, 7);
                Learner trained = new Learner(runtime, shapes(0), 1, 7)) {
            train(trained, 10);
            BestWeights best = new BestWeights("look", look(), 7, Map.of());
            assertTrue(best.isBetter(fresh), "than nothing");
            assertFalse(best.isBetter(fresh), "than itself");
            assertTrue(best.isBetter(trained));
            BestWeights resumed = new BestWeights("look", look(), 7, best.notes());
            assertFalse(resumed.isBetter(fresh));
            InvalidRequestException error =
                    assertThrows(
                            InvalidRequestException.class,
                            () -> new BestWeights("look nose", look(), 7, Map.of()).check(fresh));
            assertTrue(
                    error.getMessage().contains("look boxes, look by right, look dense"),
                    error.getMessage());
        }
    }

    @Test
    void itIsTheAveragesThatAreMeasuredWhereTheModelIsWrittenWithThem() {
        Path model = folder.resolve("averaged.safetensors");
        try (Learner averaging = new Learner(runtime, shapes(0.999), 2, 7)) {
            train(averaging, 12);
            double raw = averaging.measure(0, pictures.draw(3)).loss();
            BestWeights best = new BestWeights("look", look(), 7, Map.of());
            assertTrue(best.isBetter(averaging));
            assertEquals(raw, averaging.measure(0, pictures.draw(3)).loss(), "as before");
            Checkpoint.writeModel(averaging, model, Map.of());
            try (Learner served = Checkpoint.readServed(runtime, shapes(0), 7, model, null)) {
                BestWeights same = new BestWeights("look", look(), 7, Map.of());
                assertTrue(same.isBetter(served));
                assertEquals(value(same), value(best), 0.01);
                assertNotEquals(raw, served.measure(0, pictures.draw(3)).loss(), 0.05);
            }
        }
    }

    private static double value(BestWeights best) {
        String note = best.notes().get("best");
        return Double.parseDouble(note.substring(note.indexOf('=') + 1));
    }

    @Test
    void whatIsNoNumberIsNeverTheBestThoughItComesFirst() {
        ToldNumbers numbers = new ToldNumbers(batches(NONE, 3), new float[] {1});
        try (Learner learner = learning(numbers)) {
            BestWeights best = numbers("numbers", numbers);
            assertFalse(best.isBetter(learner));
            assertEquals(Map.of(), best.notes());
            assertTrue(best.isBetter(learner));
            assertEquals(3, value(best));
        }
        BestWeights noted = new BestWeights("numbers", List.of(), 7, Map.of("best", "numbers=NaN"));
        assertEquals(Map.of(), noted.notes());
    }

    @Test
    void aShareThatABatchDoesNotTellDoesNotCountAsNothing() {
        float[] told = {0.5f, NONE, 0.7f, NONE};
        ToldNumbers numbers = new ToldNumbers(new float[] {1}, told);
        try (Learner learner = learning(numbers)) {
            BestWeights best = numbers("numbers some right", numbers);
            assertTrue(best.isBetter(learner));
            assertEquals(0.6, value(best), 1e-6);
        }
    }

    @Test
    void ofAShareMoreIsBetterAndOfALossLess() {
        for (String figure : List.of("numbers", "numbers some right")) {
            ToldNumbers numbers = new ToldNumbers(batches(0.2f, 0.4f), batches(0.2f, 0.4f));
            try (Learner learner = learning(numbers)) {
                BestWeights best = numbers(figure, numbers);
                assertTrue(best.isBetter(learner));
                assertEquals(figure.endsWith("right"), best.isBetter(learner), figure);
            }
        }
    }

    @Test
    void aDamagedNoteOfTheBestValueIsNamed() {
        BrokenModelException error =
                assertThrows(
                        BrokenModelException.class,
                        () -> new BestWeights("look", List.of(), 7, Map.of("best", "look=x")));
        assertTrue(error.getMessage().contains("'best' as 'look=x'"), error.getMessage());
    }
}
