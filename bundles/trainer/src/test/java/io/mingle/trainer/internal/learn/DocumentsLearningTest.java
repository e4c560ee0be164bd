package io.mingle.trainer.internal.learn;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.training.Adjustments;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.trainer.Batch;
import io.mingle.trainer.Objective;
import io.mingle.trainer.Setup;
import io.mingle.trainer.Task;
import io.mingle.trainer.data.TestFonts;
import io.mingle.trainer.internal.document.ChartTask;
import io.mingle.trainer.internal.document.ReceiptTask;
import io.mingle.trainer.internal.document.TableTask;
import io.mingle.trainer.internal.video.WatchTask;
import io.mingle.trainer.picture.TinyBatches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Documents, charts and videos go through the networks, and a batch of each is learnt. */
@Timeout(600)
class DocumentsLearningTest {

    private static final Shares SHARES = new Shares(1, 1, 1);
    private static final double RATE = 3e-3;
    private static final int UPDATES = 12;
    private static final String PREPARATION =
            """
            {"min_pixels": 4096, "max_pixels": 8192, "min_pixels_video": 1024,
             "max_pixels_video": 2304, "patch_size": 8, "temporal_patch_size": 2, "merge_size": 2,
             "image_mean": [0.5, 0.5, 0.5], "image_std": [1, 1, 1]}
            """;

    @TempDir Path folder;

    @Test
    void aBatchOfEachIsLearntWhenItIsSeenAgain() throws IOException {
        assertTrue(PlainEngine.start().usable());
        TestFonts.library();
        try (TinyBatches tiny = new TinyBatches(folder);
                TorchDevice device = TorchDevice.standalone();
                TorchRuntime runtime = new TorchRuntime(device, "documents")) {
            Files.writeString(folder.resolve("config.json"), tiny.configText());
            Files.writeString(folder.resolve("preprocessor_config.json"), PREPARATION);
            // Charts have heads of their own, for numbers; the others share those of shapes.
            List<Objective> objectives =
                    List.of(TinyBatches.objective(), new ChartTask().objective());
            TrainingProgram program =
                    new TrainingProgram(objectives, tiny.config(), Adjustments.NONE);
            try (Setup setup = new Setup(folder, TestFonts.folder())) {
                for (Task task :
                        List.of(
                                new ReceiptTask(),
                                new TableTask(),
                                new ChartTask(),
                                new WatchTask())) {
                    int objective = objectives.indexOf(task.objective());
                    assertTrue(objective >= 0, task.name());
                    SplittableRandom random = new SplittableRandom(3);
                    Batch batch = Candidates.draw(task.sampler(setup), random, 1).batches().get(0);
                    try (Learner learner = new Learner(runtime, program, 1, 7)) {
                        Figures first = learnt(learner, objective, batch);
                        Figures last = first;
                        for (int i = 0; i < UPDATES; i++) {
                            last = learnt(learner, objective, batch);
                        }
                        String told = task.name() + ": " + first + " then " + last;
                        assertTrue(last.loss() < 0.8 * first.loss(), told);
                        assertTrue(last.losses().get("dense") < first.losses().get("dense"), told);
                    }
                }
            }
        }
    }

    private static Figures learnt(Learner learner, int objective, Batch batch) {
        Figures figures = learner.accumulate(List.of(new Portion(objective, batch, SHARES))).get(0);
        learner.update(RATE);
        return figures;
    }
}
