package io.mingle.trainer;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What learning an example costs, and which networks and heads it goes through.
 *
 * <p>Objectives that are {@code equals} are one: tasks that return them share heads and losses.
 */
@ConsumerType
@FunctionalInterface
public interface Objective {

    /**
     * Declares the networks and the heads that it uses; called once for each training.
     *
     * @return writes the loss with them
     */
    Loss declare(Networks networks);
}
