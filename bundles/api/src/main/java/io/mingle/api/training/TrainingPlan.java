package io.mingle.api.training;

import io.mingle.api.error.InvalidRequestException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What to train.
 *
 * @param tasks the names of the tasks, trained together; one or more
 * @param out the folder for the model and for what is needed to resume
 * @param resume whether to go on with what lies in {@code out}
 * @param from a folder with a training whose weights this one begins with, in smaller steps and
 *     mostly with the samples that it finds hardest; or null to begin with nothing
 * @param budget how long to train at most, or null to train until the schedule ends
 * @param samples the length of the schedule in pictures drawn where there is no budget, 1 or more
 * @param seed of everything random
 * @param threads how many threads may compute, 1 or more; four have work, two where {@code from} or
 *     what is resumed began with an earlier training
 * @param fonts a folder with font files to draw with, searched with its subfolders, or null for the
 *     fonts of the system
 * @param adjustments what is done otherwise than the tasks say
 */
public record TrainingPlan(
        List<String> tasks,
        Path out,
        boolean resume,
        Path from,
        Duration budget,
        long samples,
        long seed,
        int threads,
        Path fonts,
        Adjustments adjustments) {

    /** The pictures of a schedule unless told otherwise. */
    public static final long DEFAULT_SAMPLES = 1_500_000;

    /**
     * Checks and copies the arguments.
     *
     * @throws InvalidRequestException if one is missing or out of its range
     */
    public TrainingPlan {
        tasks = Tasks.copy(tasks);
        if (adjustments == null) {
            throw new InvalidRequestException(
                    "A training was asked for without adjustments. Pass Adjustments.NONE.");
        }
        requireNamed(tasks, adjustments.weights().keySet(), "losses", "a weight");
        requireNamed(tasks, adjustments.turns().keySet(), "turns", "a number");
        if (out == null) {
            throw new InvalidRequestException(
                    "A training was asked for without a folder for its model. Name one.");
        }
        if (resume && from != null) {
            throw new InvalidRequestException(
                    "A training was asked for that resumes %s and begins with %s. It can do one of the two."
                            .formatted(out, from));
        }
        if (budget != null && (budget.isNegative() || budget.isZero())) {
            throw new InvalidRequestException(
                    "A training was asked for with a budget of "
                            + budget
                            + ". Give more than zero, or none to train until the schedule ends.");
        }
        if (samples < 1) {
            throw new InvalidRequestException(
                    "A training was asked for with " + samples + " samples. Give 1 or more.");
        }
        if (threads < 1) {
            throw new InvalidRequestException(
                    "A training was asked for with " + threads + " threads. Give 1 or more.");
        }
    }

    private static void requireNamed(
            List<String> tasks, Set<String> adjusted, String what, String given) {
        for (String task : adjusted) {
            if (!tasks.contains(task)) {
                throw new InvalidRequestException(
                        "The %s of the task '%s' were given %s, and the tasks are %s. Name it among them, or give it none."
                                .formatted(what, task, given, String.join(", ", tasks)));
            }
        }
    }

    /**
     * Plans a training that begins with nothing or resumes, and draws with the fonts of the system.
     *
     * @param tasks the names of the tasks, trained together; one or more
     * @param out the folder for the model and for what is needed to resume
     * @param resume whether to go on with what lies in {@code out}
     * @param budget how long to train at most, or null to train until the schedule ends
     * @param seed of everything random
     * @param threads how many threads may compute, 1 or more
     * @throws InvalidRequestException if one is missing or out of its range
     */
    public TrainingPlan(
            List<String> tasks, Path out, boolean resume, Duration budget, long seed, int threads) {
        this(
                tasks,
                out,
                resume,
                null,
                budget,
                DEFAULT_SAMPLES,
                seed,
                threads,
                null,
                Adjustments.NONE);
    }
}
