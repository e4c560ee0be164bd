package io.mingle.api.training;

import io.mingle.api.error.InvalidRequestException;

/**
 * How far an evaluation is.
 *
 * @param done questions answered
 * @param total questions in all
 */
public record EvaluationProgress(int done, int total) {

    /**
     * Checks that no more is done than there is.
     *
     * @throws InvalidRequestException otherwise
     */
    public EvaluationProgress {
        if (done < 0 || total < done) {
            throw new InvalidRequestException(
                    "An evaluation reported "
                            + done
                            + " of "
                            + total
                            + " questions. Give zero to the total.");
        }
    }
}
