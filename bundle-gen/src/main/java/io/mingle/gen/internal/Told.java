package io.mingle.gen.internal;

import io.mingle.tensor.Tensor;

/**
 * What the transformer is told about a picture.
 *
 * @param tokens [1, tokens, states]
 * @param pooled [1, states]
 */
record Told(Tensor tokens, Tensor pooled) {}
