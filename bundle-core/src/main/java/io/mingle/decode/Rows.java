package io.mingle.decode;

import io.mingle.tensor.Tensor;

/** What enters the first layer. */
public sealed interface Rows {

    int count();

    /** The embeddings of tokens. */
    record Tokens(int... ids) implements Rows {
        @Override
        public int count() {
            return ids.length;
        }
    }

    /**
     * Rows that are embedded already.
     *
     * @param states [.., rows, hidden], in the type of the residual stream; stays the caller's
     * @param from the first of them
     */
    record Embedded(Tensor states, int from, int count) implements Rows {}
}
