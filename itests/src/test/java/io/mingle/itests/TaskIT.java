package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.model.InstalledModel;
import io.mingle.api.training.Adjustments;
import io.mingle.api.training.EvaluationPlan;
import io.mingle.api.training.Score;
import io.mingle.api.training.TaskInfo;
import io.mingle.api.training.Training;
import io.mingle.api.training.TrainingPlan;
import io.mingle.api.training.TrainingProgress;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.training.TaskBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** A task that the trainer was not compiled against is listed, trained and evaluated. */
@InFramework
@Timeout(300)
class TaskIT {

    private static final List<String> SHADE = List.of("shade");

    @TempDir Path folder;
    private Bundle bundle;

    @BeforeEach
    void install(BundleContext context) throws Exception {
        bundle = context.installBundle("memory:shade", TaskBundle.jar());
        bundle.start();
    }

    @AfterEach
    void uninstall() throws Exception {
        if (bundle.getState() != Bundle.UNINSTALLED) {
            bundle.uninstall();
        }
    }

    private static List<String> names(Training training) {
        return training.tasks().stream().map(TaskInfo::name).toList();
    }

    @Test
    void itIsListedWhileItsBundleIsThere(Training training) throws Exception {
        List<String> all = names(training);
        int at = all.indexOf("shade");
        assertEquals(
                new TaskInfo("shade", "whether a picture is light or dark", List.of(Score.RIGHT)),
                training.tasks().get(at));

        bundle.uninstall();

        List<String> others = new ArrayList<>(all);
        others.remove("shade");
        assertEquals(others, names(training));
        List<String> own = List.of("chart", "look", "read", "receipt", "table", "watch");
        assertTrue(others.containsAll(own), others.toString());
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> training.train(plan(SHADE, Map.of()), told -> {}));
        assertEquals(
                "The task 'shade' was asked for; there are %s."
                        .formatted(String.join(", ", others)),
                error.getMessage());
    }

    private TrainingPlan plan(List<String> tasks, Map<String, Double> weights) {
        Adjustments adjustments = new Adjustments(weights, Set.of(), Map.of(), 0, null);
        Path out = folder.resolve("model");
        return new TrainingPlan(tasks, out, false, null, null, 1, 7, 2, null, adjustments);
    }

    @Test
    void itIsTrainedBesideAnother(Training training) {
        List<TrainingProgress> told = new ArrayList<>();
        training.train(plan(List.of("shade", "look"), Map.of("shade", 2.0)), told::add);
        TrainingProgress last = told.get(told.size() - 1);
        assertEquals(1, last.step());
        assertTrue(last.losses().get("shade") > 0, last.losses().toString());
        assertTrue(last.losses().get("look") > 0, last.losses().toString());
        assertTrue(Files.isRegularFile(folder.resolve("model/model.safetensors")));
    }

    @Test
    void itIsEvaluatedOnTheModelThatRuns(Training training, InstalledModel model) {
        EvaluationPlan plan = new EvaluationPlan(model.directory(), SHADE, 7, 3);
        List<Score> scores = training.evaluate(plan, told -> {});
        assertEquals(1, scores.size());
        assertEquals("shade", scores.get(0).task());
        assertEquals("all", scores.get(0).group());
        assertEquals(3, scores.get(0).count());
    }
}
