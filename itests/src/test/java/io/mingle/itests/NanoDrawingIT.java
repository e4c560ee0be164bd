package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.model.InstalledModel;
import io.mingle.api.training.EvaluationPlan;
import io.mingle.api.training.Score;
import io.mingle.api.training.Training;
import io.mingle.itests.harness.InFramework;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the embedded model draws, on prompts and pictures that it was never trained on. Its model
 * card has the figures; these floors are a little below them.
 */
@InFramework
@Timeout(300)
class NanoDrawingIT {

    private static final long SEED = 2027;
    private static final int COUNT = 48;

    private static double value(Training training, InstalledModel model, String task, String of) {
        EvaluationPlan plan = new EvaluationPlan(model.directory(), List.of(task), SEED, COUNT);
        return training.evaluate(plan, told -> {}).stream()
                .filter(score -> score.figure().name().equals(of))
                .findFirst()
                .map(Score::value)
                .orElseThrow();
    }

    @Test
    void itDrawsWhatIsAskedFor(Training training, InstalledModel model) {
        double right = value(training, model, "draw", "right");
        assertTrue(right >= 0.2, "right: " + right);
    }

    @Test
    void itLeavesAloneWhatIsNotToBeEdited(Training training, InstalledModel model) {
        double kept = value(training, model, "edit", "dB outside");
        assertTrue(kept >= 18, "dB outside: " + kept);
    }
}
