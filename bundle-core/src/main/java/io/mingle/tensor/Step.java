package io.mingle.tensor;

/**
 * A piece of work that the device does in steps: a decode step, an encoder chunk, a denoise step.
 */
@FunctionalInterface
public interface Step {

    /**
     * Does one step on the device's thread.
     *
     * <p>What could take long asks the {@linkplain Scheduler#budget budget} and leaves the rest to
     * the next step.
     *
     * @return whether there is more to do
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

    /** Says how much of the device the next step's work gets beside work of other classes. */
    default WorkClass workClass() {
        return WorkClass.INTERACTIVE;
    }

    /**
     * Returns how much of the device the next step's work gets where others of its class, which
     * have 1, get their own; above zero.
     */
    default double weight() {
        return 1;
    }
}
