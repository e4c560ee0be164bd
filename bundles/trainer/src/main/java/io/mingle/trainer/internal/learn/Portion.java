package io.mingle.trainer.internal.learn;

import io.mingle.trainer.Batch;

/**
 * A batch to learn from.
 *
 * @param objective its number among those of the training
 */
public record Portion(int objective, Batch batch, Shares shares) {}
