package io.mingle.core.internal.sampling;

import io.mingle.api.error.InvalidRequestException;

/** Says which tokens may come next, after those of the answer so far. For one thread. */
public interface TokenConstraint {

    /** Lets all tokens come. */
    TokenConstraint NONE =
            new TokenConstraint() {
                @Override
                public void restrict(float[] logits) {}

                @Override
                public void advance(int id) {}
            };

    /**
     * Rules out all ids that may not come next.
     *
     * @param logits one per id; those of ids that are ruled out become negative infinity
     * @throws InvalidRequestException if none is left, or it takes too much to find out
     */
    void restrict(float[] logits);

    /**
     * Takes the token that was chosen.
     *
     * @param id one that may come next
     */
    void advance(int id);
}
