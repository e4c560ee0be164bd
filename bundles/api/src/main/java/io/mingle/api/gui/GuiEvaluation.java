package io.mingle.api.gui;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
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
    Generation<GuiScores> evaluate(long seed, int count, int maxSteps);
}
