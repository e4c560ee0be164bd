package io.mingle.api.training;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.InvalidRequestException;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Trains and evaluates models. Provided by {@code io.mingle.trainer}.
 *
 * <p>Both calls work on the calling thread until they are done and tell the listener how far they
 * are, on the same thread. Both return early and cleanly when the calling thread is interrupted,
 * and leave its interrupt status set.
 */
@ProviderType
public interface Training {

    /**
     * Trains until the schedule or the budget ends, and saves what was learnt.
     *
     * @param plan what to train, where to, and how long
     * @param listener is told about the progress every few seconds
     * @throws InvalidRequestException if a task is unknown, or there is something to resume and it
     *     was not asked for, or the other way round
     * @throws BrokenModelException if what is to be resumed does not fit
     */
    void train(TrainingPlan plan, Consumer<TrainingProgress> listener);

    /**
     * Puts freshly drawn tasks to a model and counts the right answers.
     *
     * @param plan which model, which tasks, how many
     * @param listener is told about the progress every few seconds
     * @return one score per task and group; only of what was done, if interrupted
     * @throws InvalidRequestException if a task is unknown
     * @throws BrokenModelException if the model folder does not fit
     */
    List<Score> evaluate(EvaluationPlan plan, Consumer<EvaluationProgress> listener);
}
