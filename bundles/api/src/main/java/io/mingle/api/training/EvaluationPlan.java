package io.mingle.api.training;

import io.mingle.api.error.InvalidRequestException;
import java.nio.file.Path;
import java.util.List;

/**
 * What to evaluate.
 *
 * @param model the model folder
 * @param tasks the names of the tasks; one or more
 * @param seed of everything random; another seed draws other pictures
 * @param count how many questions per group of a task, 1 or more; read has two, known fonts and
 *     others
 * @param fonts a folder with font files to draw with, searched with its subfolders, or null for the
 *     fonts of the system
 * @param keep a folder for the pictures, what was asked about them, expected and answered, and the
 *     scores; or null to keep nothing
 */
public record EvaluationPlan(
        Path model, List<String> tasks, long seed, int count, Path fonts, Path keep) {

    /**
     * Checks and copies the arguments.
     *
     * @throws InvalidRequestException if one is missing or out of its range
     */
    public EvaluationPlan {
        if (model == null) {
            throw new InvalidRequestException(
                    "An evaluation was asked for without a model. Name its folder.");
        }
        tasks = Tasks.copy(tasks);
        if (count < 1) {
            throw new InvalidRequestException(
                    "An evaluation was asked for with " + count + " questions. Give 1 or more.");
        }
    }

    /**
     * Plans an evaluation that draws with the fonts of the system and keeps nothing.
     *
     * @param model the model folder
     * @param tasks the names of the tasks; one or more
     * @param seed of everything random; another seed draws other pictures
     * @param count how many questions per group of a task, as above
     * @throws InvalidRequestException if one is missing or out of its range
     */
    public EvaluationPlan(Path model, List<String> tasks, long seed, int count) {
        this(model, tasks, seed, count, null, null);
    }
}
