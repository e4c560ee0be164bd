package io.mingle.gen.internal;

import io.mingle.tensor.Tensor;

/**
 * What of a picture stays as it was.
 *
 * @param known its latent
 * @param places 1 where it may change, 0 where not, [1, 1, rows, columns]
 */
record KeptPlaces(Tensor known, Tensor places) {}
