package io.mingle.trainer.internal.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.content.Picture;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.api.training.EvaluationPlan;
import io.mingle.api.training.Score;
import io.mingle.trainer.data.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an evaluation leaves in a folder, for people to look at: its pictures, a line of JSON for
 * each with what was asked, expected and answered, and the scores. The lines are such as {@code
 * mingle batch} takes.
 */
final class KeptEvaluation {

    private static final String ANSWERS = "answers.jsonl";
    private static final String SCORES = "evaluation.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EvaluationPlan plan;
    private final Path folder;

    /** How many pictures of each group are there. */
    private final Map<Tasks.Group, Integer> numbers = new HashMap<>();

    private KeptEvaluation(EvaluationPlan plan) {
        this.plan = plan;
        this.folder = plan.keep();
    }

    /**
     * Begins to keep an evaluation, if its plan says so.
     *
     * @throws InvalidRequestException if the folder holds another one
     * @throws UnwritableOutputException if it cannot be written
     */
    static KeptEvaluation of(EvaluationPlan plan) {
        KeptEvaluation kept = new KeptEvaluation(plan);
        if (kept.folder != null) {
            kept.begin();
        }
        return kept;
    }

    private void begin() {
        if (Files.exists(folder.resolve(ANSWERS))) {
            throw new InvalidRequestException(
                    "The evaluation was to be kept in %s, which holds the %s of another. Name another folder with --keep."
                            .formatted(folder, ANSWERS));
        }
        try {
            Files.createDirectories(folder);
            Files.createFile(folder.resolve(ANSWERS));
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    void add(Tasks.Group group, Picture picture, Turn turn, String given, boolean right) {
        if (folder == null) {
            return;
        }
        String name =
                "%s-%s-%s.png"
                        .formatted(
                                group.task().name(),
                                group.name().replace(' ', '-'),
                                numbers.merge(group, 1, Integer::sum));
        ObjectNode line = JSON.createObjectNode().put("image", name);
        line.put("question", turn.question()).put("expected", turn.answer());
        line.put("answer", given).put("right", right);
        try {
            Files.write(folder.resolve(name), picture.bytes());
            Files.writeString(folder.resolve(ANSWERS), line + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    void add(List<Score> scores) {
        if (folder == null) {
            return;
        }
        ObjectNode object = JSON.createObjectNode();
        object.put("seed", plan.seed()).put("count", plan.count());
        for (Score score : scores) {
            ObjectNode entry = object.withArray("/scores").addObject();
            entry.put("task", score.task()).put("group", score.group());
            entry.put("right", score.correct()).put("of", score.count());
        }
        try {
            Files.write(
                    folder.resolve(SCORES),
                    JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(object));
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    private UnwritableOutputException unwritten(IOException e) {
        return new UnwritableOutputException(
                "The evaluation was to be kept in %s, which cannot be written (%s). Make room on its disk, or name another folder with --keep."
                        .formatted(folder, e),
                e);
    }
}
