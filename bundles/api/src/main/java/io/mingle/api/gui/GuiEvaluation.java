package io.mingle.api.gui;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tries the agent at goals whose reaching can be checked. Provided by {@code io.mingle.gui}; safe
 * to call from any thread.
 */
@ProviderType
public interface GuiEvaluation {

    /**
     * Begins to try goals on simulated phones, one after the other. Nobody is asked for approval.
     *
     * @param seed of the goals: the same seed makes the same goals
     * @param count how many, 1 to 10,000
     * @param maxSteps how many actions each may take, 1 to {@value ActOptions#MOST_STEPS}
     * @return the scores, under way; it publishes a {@link GoalTried} for each goal
     * @throws InvalidRequestException if a number is out of its range
     */
    default Generation<GuiScores> evaluate(long seed, int count, int maxSteps) {
        return evaluate(seed, 0, count, maxSteps);
    }

    /**
     * Begins to try some of the goals of a seed, so that they can be tried in parts.
     *
     * @param seed of the goals: the same seed makes the same goals
     * @param first the number of the first one, 0 to 1,000,000,000
     * @param count how many, 1 to 10,000
     * @param maxSteps how many actions each may take, 1 to {@value ActOptions#MOST_STEPS}
     * @return the scores, under way; it publishes a {@link GoalTried} for each goal
     * @throws InvalidRequestException if a number is out of its range
     */
    Generation<GuiScores> evaluate(long seed, int first, int count, int maxSteps);

    /**
     * Begins to compare what the model would do with what was done, step by step, in recorded
     * episodes of AITW, AITZ, AndroidControl, GUICourse or AMEX. Nothing is acted on. Each step is
     * asked about with the actions that were really done before it.
     *
     * @param source the episodes: a file of JSON, a TFRecord file, compressed or not, or a folder
     *     of such files
     * @param options by which metric, and how many
     * @return the scores, under way; it publishes {@link io.mingle.api.event.Progress}
     * @throws InvalidRequestException if there is no such profile
     */
    Generation<StepScores> compare(Path source, CompareOptions options);
}
