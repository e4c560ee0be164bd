package io.mingle.tensor;

/**
 * A piece of work that the device does in steps: a decode step, an encoder chunk, a denoise step.
 */
@FunctionalInterface
public interface Step {

    /**
     * Does one step on the device's thread.
     *
     * @return whether there is more to do; the next step is queued behind those of others
     */
    boolean advance();
}
