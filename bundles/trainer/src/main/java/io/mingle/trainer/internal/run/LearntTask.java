package io.mingle.trainer.internal.run;

import io.mingle.trainer.Sampler;

/**
 * A task in a training.
 *
 * @param objective the number of its objective
 * @param weight how much its losses count
 */
record LearntTask(String name, Sampler<?> sampler, int objective, double weight) {}
