package io.mingle.thinker;

import io.mingle.tensor.Tensor;

/**
 * The two states of a prompt's tokens from which a talker speaks; it takes their sum.
 *
 * @param embedding what enters the first layer, with the features of pictures and sounds in their
 *     places, [1, tokens, hidden]
 * @param last what leaves the last layer, after the norm, [1, tokens, hidden]
 */
public record PromptStates(Tensor embedding, Tensor last) implements AutoCloseable {

    /** Frees both. */
    @Override
    public void close() {
        embedding.close();
        last.close();
    }
}
