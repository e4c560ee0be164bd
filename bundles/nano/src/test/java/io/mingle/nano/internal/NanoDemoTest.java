package io.mingle.nano.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.demo.DemoCase;
import io.mingle.api.demo.DemoOutcome.Verdict;
import io.mingle.api.model.InstalledModel;
import io.mingle.api.skill.SkillResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NanoDemoTest {

    private static final String SCORES =
            """
            {"seed": %s, "count": 200, "scores": [
              {"task": "read", "group": "known fonts", "right": 190, "of": 200},
              {"task": "look", "group": "all", "right": 199, "of": 200},
              {"task": "look", "group": "where", "right": 50, "of": 51},
              {"task": "chart", "group": "known", "relaxed": 120, "of": 200},
              {"task": "receipt", "group": "known", "figure": "lines exact", "value": 0.8, "of": 200}]}
            """;

    private final NanoDemo demo = new NanoDemo();

    @TempDir private Path folder;

    @Test
    void eachGroupOfTheEvaluationHasTheSameNumberOfCases() {
        Map<String, Long> groups =
                demo.cases().stream()
                        .map(its -> (List<?>) its.request().arguments().get("pictures"))
                        .map(pictures -> ((Picture) pictures.get(0)).name())
                        .collect(
                                Collectors.groupingBy(
                                        name -> name.replaceAll("-\\d+\\.png", ""),
                                        TreeMap::new,
                                        Collectors.counting()));
        assertEquals(
                List.of(
                        "chart-held-out",
                        "chart-known",
                        "look-all",
                        "read-held-out-fonts",
                        "read-known-fonts",
                        "receipt-held-out",
                        "receipt-known",
                        "screen-held-out",
                        "screen-known"),
                List.copyOf(groups.keySet()));
        assertEquals(Set.of((long) NanoDemo.evaluation().count()), Set.copyOf(groups.values()));
    }

    @Test
    void everyCaseAsksTheSkillUnderstandingAboutOnePicture() {
        for (DemoCase its : demo.cases()) {
            assertEquals("understanding", its.skill());
            assertEquals(Set.of("pictures", "question"), its.request().arguments().keySet());
            List<?> pictures = (List<?>) its.request().arguments().get("pictures");
            assertEquals(1, pictures.size());
            assertTrue(pictures.get(0) instanceof Picture);
            assertEquals(its.title(), its.request().arguments().get("question"));
        }
    }

    @Test
    void anAnswerIsRightIfItAgreesWithTheExpectedOne() {
        DemoCase read = demo.cases().get(0);
        assertEquals(
                Verdict.RIGHT, read.judge().apply(SkillResult.text("REH-829 $76. ")).verdict());
        assertEquals(Verdict.WRONG, read.judge().apply(SkillResult.text("REH-829")).verdict());
        DemoCase where = demo.cases().get(4);
        assertEquals(
                Verdict.RIGHT,
                where.judge().apply(SkillResult.text("[248, 180, 420, 307]")).verdict());
    }

    @Test
    void howOftenTheModelIsRightIsTakenFromItsOwnFolder() throws Exception {
        Files.writeString(
                folder.resolve("evaluation.json"), SCORES.formatted(NanoDemo.evaluation().seed()));
        assertTold(
                "first 2 of each group that an evaluation with seed 2026 draws, whatever the"
                        + " answers.");
        assertTold(
                "On all 200 of each, mine is right in: read (known fonts) 95.0 %, look (all) 99.5"
                        + " %, chart (known) 60.0 %; see its model card.");
    }

    @Test
    void ofAModelWithoutThatEvaluationItIsToldHowToFindOut() throws Exception {
        String advice = "mingle train --evaluate --model \"" + folder + "\" --seed 2026";
        assertTold(advice);
        Files.writeString(folder.resolve("evaluation.json"), SCORES.formatted(1));
        assertTold(advice);
        Files.writeString(folder.resolve("evaluation.json"), "Right nearly always.");
        assertTold(advice);
    }

    private void assertTold(String part) {
        String told = String.join("\n", demo.remarks(new Mine(folder)));
        assertTrue(told.contains(part), told);
    }

    private record Mine(Path directory) implements InstalledModel {

        @Override
        public String name() {
            return "mine";
        }

        @Override
        public long parameters() {
            return 1;
        }
    }
}
