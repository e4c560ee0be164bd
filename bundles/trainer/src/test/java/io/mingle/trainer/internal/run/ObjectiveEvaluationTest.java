package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.training.Adjustments;
import io.mingle.api.training.EvaluationPlan;
import io.mingle.api.training.EvaluationProgress;
import io.mingle.api.training.Figure;
import io.mingle.api.training.Score;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.trainer.Objective;
import io.mingle.trainer.Sampler;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.internal.learn.Checkpoint;
import io.mingle.trainer.internal.learn.Learner;
import io.mingle.trainer.internal.learn.TrainingProgram;
import io.mingle.trainer.picture.TinyBatches;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ObjectiveEvaluationTest {

    @TempDir Path folder;

    /** Measured by its objective: what it has beside that are means. */
    private record Measured(Sampler<?> sampler, List<Figure> metric) implements Task {

        @Override
        public String name() {
            return "measured";
        }

        @Override
        public String description() {
            return "shapes";
        }

        @Override
        public Objective objective() {
            return TinyBatches.objective();
        }

        @Override
        public Sampler<?> sampler(Setup setup) {
            return sampler;
        }
    }

    @Test
    void aTaskWithoutTrialsIsMeasuredByTheMeansOfItsObjective() throws Exception {
        assertTrue(PlainEngine.start().usable());
        try (TorchDevice device = TorchDevice.standalone();
                TorchRuntime runtime = new TorchRuntime(device, "objective");
                TinyBatches batches = new TinyBatches(folder)) {
            Files.writeString(folder.resolve("config.json"), batches.configText());
            TrainingProgram program =
                    new TrainingProgram(
                            List.of(TinyBatches.objective()), batches.config(), Adjustments.NONE);
            try (Learner learner = new Learner(runtime, program, 1, 7)) {
                Checkpoint.writeState(learner, folder.resolve(TrainingRun.STATE), Map.of());
            }
            Evaluator evaluator = new Evaluator(null, new ObjectiveEvaluation(runtime));
            EvaluationPlan plan = new EvaluationPlan(folder, List.of("measured"), 7, 10);
            List<Figure> metric = List.of(Figure.loss("loss"), Figure.mean("dense"));
            List<EvaluationProgress> told = new ArrayList<>();
            List<Score> scores =
                    evaluator.run(
                            plan,
                            new Tasks(List.of(new Measured(batches.sampler(), metric))),
                            told::add);
            assertEquals(2, scores.size());
            assertEquals(metric.get(0), scores.get(0).figure());
            // Before anything is learnt, all words are about equally likely.
            assertEquals(Math.log(batches.words()), scores.get(0).value(), 1.5);
            assertEquals(new EvaluationProgress(10, 10), told.get(told.size() - 1));

            Task wrong = new Measured(batches.sampler(), List.of(Figure.mean("nose")));
            InvalidRequestException error =
                    assertThrows(
                            InvalidRequestException.class,
                            () -> evaluator.run(plan, new Tasks(List.of(wrong)), it -> {}));
            assertTrue(error.getMessage().contains("named 'nose' but [balance, boxes"));
        }
    }
}
