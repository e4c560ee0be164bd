package io.mingle.gen.network;

import io.mingle.nn.Value;

/**
 * What a picture is to show.
 *
 * @param tokens [batch, tokens, jointAttentionDim]
 * @param pooled [batch, pooledProjectionDim]
 */
public record Condition(Value tokens, Value pooled) {}
