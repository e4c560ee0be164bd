package io.mingle.trainer.internal.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.api.training.EvaluationPlan;
import io.mingle.api.training.Figure;
import io.mingle.api.training.Figure.Kind;
import io.mingle.api.training.Score;
import io.mingle.trainer.Outcome;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Outcome.Evidence;
import io.mingle.trainer.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an evaluation leaves in a folder, for people to look at: its files, a line of JSON for each
 * with what was asked, expected and answered, the scores, and a page of {@linkplain ExamplePage
 * first examples}. The lines are such as {@code mingle batch} takes.
 */
final class KeptEvaluation {

    private static final String ANSWERS = "answers.jsonl";
    private static final String SCORES = "evaluation.json";
    private static final String EXAMPLES = "examples.md";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EvaluationPlan plan;
    private final Path folder;

    /** How many files of each group are there. */
    private final Map<String, Integer> numbers = new HashMap<>();

    private final ExamplePage page = new ExamplePage();

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

    void add(Task task, String group, Outcome outcome) {
        if (folder == null || outcome.evidence() == null) {
            return;
        }
        Evidence evidence = outcome.evidence();
        String stem = task.name() + "-" + group.replace(' ', '-');
        String name = stem + "-" + numbers.merge(stem, 1, Integer::sum) + evidence.suffix();
        ObjectNode line = JSON.createObjectNode().put(evidence.kind(), name);
        evidence.told().forEach(line::put);
        page.add(task, group, name, outcome);
        for (Figure figure : task.metric()) {
            Amount amount = outcome.measured().get(figure.name());
            if (amount != null && figure.kind() == Kind.SHARE) {
                line.put(figure.name(), amount.amount() > 0);
            } else if (amount != null && amount.of() != 0) {
                line.put(figure.name(), amount.amount() / amount.of());
            }
        }
        try {
            Files.write(folder.resolve(name), evidence.content());
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
            if (score.figure().kind() == Kind.SHARE) {
                entry.put(score.figure().name(), score.correct());
            } else {
                entry.put("figure", score.figure().name()).put("value", score.value());
            }
            entry.put("of", score.count());
        }
        try {
            Files.write(
                    folder.resolve(SCORES),
                    JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(object));
            Files.writeString(folder.resolve(EXAMPLES), page.markdown());
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
