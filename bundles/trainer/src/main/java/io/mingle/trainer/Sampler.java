package io.mingle.trainer;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Draws examples from random numbers, without end, and lays them out for the device.
 *
 * <p>The same numbers give the same examples. Several threads may draw at once.
 *
 * @param <E> an example
 */
@ConsumerType
public interface Sampler<E> {

    /**
     * Returns examples that go together in one batch: of one length, of one size of pictures.
     *
     * @param random the source of all choices
     */
    Supplier<E> examples(SplittableRandom random);

    /**
     * Returns how many examples like this one make a batch, 1 or more. All batches of a training
     * should take about equally long, so that lanes do not wait for each other.
     */
    int room(E example);

    /**
     * Returns what draws a batch of a training: what is easy may come first. Batches that nobody
     * learns from are drawn by this one.
     *
     * @param batch how many there were before, of all tasks together
     */
    default Sampler<E> at(long batch) {
        return this;
    }

    /** Lays examples out. */
    Batch batch(List<E> examples);
}
