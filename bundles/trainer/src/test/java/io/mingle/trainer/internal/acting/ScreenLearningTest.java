package io.mingle.trainer.internal.acting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.training.Adjustments;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.gui.action.PromptStyle;
import io.mingle.gui.simulator.state.Language;
import io.mingle.gui.simulator.state.Split;
import io.mingle.trainer.Batch;
import io.mingle.trainer.internal.learn.Figures;
import io.mingle.trainer.internal.learn.Learner;
import io.mingle.trainer.internal.learn.Portion;
import io.mingle.trainer.internal.learn.Shares;
import io.mingle.trainer.internal.learn.TrainingProgram;
import io.mingle.trainer.picture.TinyBatches;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(900)
class ScreenLearningTest {

    private static final int UPDATES = 40;
    private static final double RATE = 5e-3;

    @TempDir Path folder;

    @Test
    void screensThatAreSeenAgainAndAgainAreLearntWithAllTheirLabels() throws Exception {
        assertTrue(PlainEngine.start().usable());
        ActSource source =
                new ActSource(
                        Split.TRAINING,
                        List.of(Language.EN),
                        PromptStyle.COMPACT,
                        2,
                        Integer.MAX_VALUE,
                        false);
        try (TorchDevice device = TorchDevice.standalone();
                TorchRuntime runtime = new TorchRuntime(device, "screens");
                TinyBatches batches = new TinyBatches(folder, source)) {
            TrainingProgram program =
                    new TrainingProgram(
                            List.of(TinyBatches.objective(ScreenLabels.LABELLING)),
                            batches.config(),
                            Adjustments.NONE);
            runtime.useThreads(1);
            Batch batch = batches.draw(4);
            try (Learner learner = new Learner(runtime, program, 1, 7)) {
                Figures first = step(learner, batch);
                Figures last = first;
                for (int i = 0; i < UPDATES; i++) {
                    last = step(learner, batch);
                }
                Set<String> terms =
                        Set.of(
                                "",
                                "balance",
                                "boxes",
                                "dense",
                                "extents",
                                "kinds",
                                "spelling",
                                "target");
                assertEquals(terms, first.losses().keySet());
                for (String term :
                        List.of("", "boxes", "dense", "extents", "kinds", "spelling", "target")) {
                    assertTrue(
                            last.losses().get(term) < first.losses().get(term) * 0.7,
                            "'" + term + "': " + first + " then " + last);
                }
                assertTrue(last.shares().get("target") > 0.6, last::toString);
                assertTrue(last.shares().get("kinds") > first.shares().get("kinds"));
            }
        }
    }

    private static Figures step(Learner learner, Batch batch) {
        Figures figures =
                learner.accumulate(List.of(new Portion(0, batch, new Shares(1, 1, 1)))).get(0);
        learner.update(RATE);
        return figures;
    }
}
