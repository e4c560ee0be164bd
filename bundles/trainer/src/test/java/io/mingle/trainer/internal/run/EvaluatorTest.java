package io.mingle.trainer.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Text;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.training.EvaluationPlan;
import io.mingle.api.training.Score;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.broker.testkit.FakeBroker;
import io.mingle.trainer.data.NoImageFiles;
import io.mingle.trainer.internal.task.LookTask;
import io.mingle.vision.picture.PictureReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Tasks LOOK = new Tasks(List.of(new LookTask()));

    private static Broker answering(String text, List<String> questions) {
        return new FakeBroker().with(Understanding.class, understanding(text, questions));
    }

    private static Understanding understanding(String text, List<String> questions) {
        return (conversation, options) -> {
            new PictureReader().read((Picture) conversation.content().get(0));
            questions.add(((Text) conversation.content().get(1)).text());
            GenerationChannel<Answer> channel = new GenerationChannel<>();
            channel.finished(new Answer(text, FinishReason.STOP), Usage.NONE);
            return channel;
        };
    }

    private static List<Score> scores(String answer, long seed, List<String> questions) {
        EvaluationPlan plan = new EvaluationPlan(Path.of("m"), List.of("look"), seed, 60);
        return new Evaluator(answering(answer, questions), null).run(plan, LOOK, progress -> {});
    }

    @Test
    void aModelThatSaysNonsenseIsNeverRight() {
        List<Score> scores = scores("perhaps", 1, new ArrayList<>());
        assertEquals(60, scores.get(0).count());
        assertTrue(scores.stream().allMatch(score -> score.value() == 0));
    }

    @Test
    void aModelThatAlwaysSaysOneIsRightWhereThatIsTheAnswerAlone() {
        List<Score> scores = scores("1", 1, new ArrayList<>());
        Score all = scores.get(0);
        assertTrue(all.correct() > 0 && all.correct() < all.count() / 2, all.toString());
        for (Score score : scores) {
            if (score.group().equals("where") || score.group().equals("which")) {
                assertEquals(0, score.value());
            }
        }
    }

    @Test
    void picturesStayInMemory() throws Exception {
        assertEquals(
                scores("1", 1, new ArrayList<>()),
                NoImageFiles.during(() -> scores("1", 1, new ArrayList<>())));
    }

    @Test
    void whatIsKeptIsEachPictureWithItsAnswerAndTheScores(@TempDir Path folder) throws Exception {
        Path kept = folder.resolve("kept");
        EvaluationPlan plan = new EvaluationPlan(Path.of("m"), List.of("look"), 1, 60, null, kept);
        List<String> questions = new ArrayList<>();
        Evaluator evaluator = new Evaluator(answering("1", questions), null);
        Score all = evaluator.run(plan, LOOK, progress -> {}).get(0);
        List<String> lines = Files.readAllLines(kept.resolve("answers.jsonl"));
        assertEquals(60, lines.size());
        int right = 0;
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = JSON.readTree(lines.get(i));
            String image = "look-all-" + (i + 1) + ".png";
            assertEquals(image, line.get("image").asText());
            assertEquals(questions.get(i), line.get("question").asText());
            assertEquals("1", line.get("answer").asText());
            assertEquals(line.get("expected").asText().equals("1"), line.get("right").asBoolean());
            right += line.get("right").asBoolean() ? 1 : 0;
            assertTrue(
                    new PictureReader().read(Picture.read(kept.resolve(image))).picture().width()
                            > 0);
        }
        assertEquals(all.correct(), right);
        JsonNode scores = JSON.readTree(kept.resolve("evaluation.json").toFile());
        assertEquals(1, scores.get("seed").asInt());
        assertEquals(60, scores.get("count").asInt());
        assertEquals("look", scores.at("/scores/0/task").asText());
        assertEquals("all", scores.at("/scores/0/group").asText());
        assertEquals(right, scores.at("/scores/0/right").asInt());
        assertEquals(60, scores.at("/scores/0/of").asInt());

        String page = Files.readString(kept.resolve("examples.md"));
        assertEquals(
                "| look, all | " + first(lines, true) + " | " + first(lines, false) + " |\n",
                page.substring(page.lastIndexOf("| look")));

        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> evaluator.run(plan, LOOK, progress -> {}));
        assertTrue(error.getMessage().contains(kept + ", which holds the answers.jsonl"));
        assertEquals(lines, Files.readAllLines(kept.resolve("answers.jsonl")));
    }

    /** Returns the cell of the first answer that is right, or wrong. */
    private static String first(List<String> lines, boolean isRight) throws IOException {
        for (String text : lines) {
            JsonNode line = JSON.readTree(text);
            if (line.get("right").asBoolean() == isRight) {
                return "![](%s)<br>question: `%s`<br>expected: `%s`<br>answer: `%s`"
                        .formatted(
                                line.get("image").asText(),
                                line.get("question").asText(),
                                line.get("expected").asText(),
                                line.get("answer").asText());
            }
        }
        throw new AssertionError("There is none.");
    }

    @Test
    void aFolderToKeepInThatCannotBeWrittenIsNamed(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        EvaluationPlan plan = new EvaluationPlan(Path.of("m"), List.of("look"), 1, 60, null, file);
        UnwritableOutputException error =
                assertThrows(
                        UnwritableOutputException.class,
                        () ->
                                new Evaluator(answering("1", new ArrayList<>()), null)
                                        .run(plan, LOOK, progress -> {}));
        assertTrue(error.getMessage().contains(file + ", which cannot be written"));
        assertTrue(error.getMessage().contains("--keep"));
    }

    @Test
    void theSeedDecidesWhatIsAsked() {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        List<String> other = new ArrayList<>();
        scores("1", 4, first);
        scores("1", 4, second);
        scores("1", 5, other);
        assertEquals(first, second);
        assertTrue(!first.equals(other));
    }
}
