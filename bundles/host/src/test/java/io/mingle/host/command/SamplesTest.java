package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.training.Score;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {

    private static final String SCORES =
            """
            {"seed": %s, "count": 200, "scores": [
              {"task": "read", "group": "known fonts", "right": 190, "of": 200},
              {"task": "look", "group": "all", "right": 199, "of": 200},
              {"task": "look", "group": "where", "right": 50, "of": 51}]}
            """;

    private final Samples samples = Samples.load();

    @TempDir private Path model;

    @Test
    void eachGroupOfTheirEvaluationHasTheSameNumberOfThem() {
        Evaluation evaluation = samples.evaluation();
        List<Score> groups =
                evaluation.scores().stream()
                        .filter(score -> score.count() == evaluation.count())
                        .toList();
        assertEquals(
                List.of("known fonts", "held-out fonts", "all"),
                groups.stream().map(Score::group).toList());
        assertEquals(evaluation.count() * groups.size(), samples.list().size());
    }

    @Test
    void howOftenTheModelIsRightIsTakenFromItsOwnFolder() throws Exception {
        Files.writeString(
                model.resolve("evaluation.json"), SCORES.formatted(samples.evaluation().seed()));
        assertTold(
                "first 2 of each group that an evaluation with seed 2026 draws, whatever the"
                        + " answers.");
        assertTold(
                "On all 200 of each, mine is right in: read (known fonts) 95.0 %, look (all) 99.5"
                        + " %; see its model card.");
    }

    @Test
    void ofAModelWithoutThatEvaluationItIsToldHowToFindOut() throws Exception {
        String advice = "mingle train --evaluate --model \"" + model + "\" --seed 2026";
        assertTold(advice);
        Files.writeString(model.resolve("evaluation.json"), SCORES.formatted(1));
        assertTold(advice);
        Files.writeString(model.resolve("evaluation.json"), "Right nearly always.");
        assertTold(advice);
    }

    private void assertTold(String part) {
        String told = samples.told("mine", model);
        assertTrue(told.contains(part), told);
    }
}
