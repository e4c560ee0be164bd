package io.mingle.trainer.internal.learn;

/**
 * How much the terms of a loss count.
 *
 * @param loss what the task is about
 * @param guide what helps to learn
 * @param regular what keeps the networks in shape
 */
public record Shares(double loss, double guide, double regular) {

    /** Returns the same, all of them multiplied. */
    public Shares times(double factor) {
        return new Shares(loss * factor, guide * factor, regular * factor);
    }

    float[] values() {
        return new float[] {(float) loss, (float) guide, (float) regular};
    }
}
