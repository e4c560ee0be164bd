package io.mingle.trainer;

import io.mingle.nn.Value;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes the terms of a loss, numbers each, and what else is told of a batch. Names are those of one
 * term or one share each.
 */
@ProviderType
public interface Terms {

    /** Adds what the task is about, once; it counts fully from beginning to end. */
    void loss(Value value);

    /**
     * Adds what helps to learn, such as dense labels: it counts less and less. One that is exactly
     * zero has had nothing to say of the batch and is not reported.
     */
    default void guide(String name, Value value) {
        guide(name, 1, value);
    }

    /**
     * Adds the same.
     *
     * @param factor how much it counts, where other guides count 1
     */
    void guide(String name, double factor, Value value);

    /**
     * Adds what keeps the networks in shape, such as the balance of experts or a divergence from a
     * prior.
     *
     * @param factor how much it counts, where the loss counts 1
     */
    void regular(String name, double factor, Value value);

    /**
     * Reports a share, 0 to 1, that does not count: right tokens, for example. One that is not a
     * number, as 0 of 0, is not reported.
     *
     * @param name empty for what the task is about
     */
    void share(String name, Value value);
}
