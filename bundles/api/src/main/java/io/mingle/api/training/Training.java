package io.mingle.api.training;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnwritableOutputException;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Trains and evaluates models. Provided by {@code io.mingle.trainer}.
 *
 * <p>Both calls return when they are done and tell the listener how far they are, on a thread of
 * their own choice. The calling thread is interrupted to stop them; its interrupt status stays set.
 */
@ProviderType
public interface Training {

    /** Returns the tasks that are there now, in the order of their names. */
    List<TaskInfo> tasks();

    /**
     * Trains until the schedule or the budget ends, or the calling thread is interrupted, and saves
     * what was learnt. From then on a step of the device uses one processor thread, for all who
     * share the device, until the runtime is started again.
     *
     * @param plan what to train, where to, and how long
     * @param listener is told about the progress every few seconds
     * @throws CancelledException if the calling thread is interrupted before the training has begun
     * @throws InvalidRequestException if a task is unknown, the folder holds a model and it was not
     *     asked to go on with it, or the other way round
     * @throws UnwritableOutputException if it cannot be written
     * @throws BrokenModelException if what is to be resumed does not fit
     */
    void train(TrainingPlan plan, Consumer<TrainingProgress> listener);

    /**
     * Puts freshly drawn tasks to a model and measures what it makes of them.
     *
     * @param plan which model, which tasks, how many
     * @param listener is told about the progress every few seconds
     * @return one score for each figure of each group of the tasks
     * @throws CancelledException if the calling thread is interrupted
     * @throws InvalidRequestException if a task is unknown
     * @throws UnwritableOutputException if the pictures that are to be kept cannot be written
     * @throws BrokenModelException if the model folder does not fit
     */
    List<Score> evaluate(EvaluationPlan plan, Consumer<EvaluationProgress> listener);
}
