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

    /**
     * Names the request that the work is for. What its steps allocate is charged to it.
     *
     * @return the {@linkplain io.mingle.api.event.Generation#number number} of a generation; 0 for
     *     work that is for none
     */
    default long request() {
        return 0;
    }
}
