package io.mingle.trainer;

/**
 * How parameters learn.
 *
 * @param frozen whether they do not learn at all
 * @param rate what the learning rate of the training is multiplied by
 * @param decay what matrices lose at each update, as a share of the learning rate
 * @param rule how a gradient becomes a step
 * @param average the share that a running average of the weights keeps at each update, below 1,
 *     such as 0.999; then the average is what the model is written with. 0 for none
 */
public record ParameterGroup(boolean frozen, double rate, double decay, Rule rule, double average) {

    /** How a gradient becomes a step. */
    public enum Rule {
        /**
         * Along the orthogonalised momentum where the parameter is the matrix of a product within
         * the network or the kernel of a convolution, else as {@link #ADAM}.
         */
        ORTHOGONAL,
        /** By AdamW. */
        ADAM
    }

    /** As the networks learn unless told otherwise. */
    public static final ParameterGroup LEARNING =
            new ParameterGroup(false, 1, 0.02, Rule.ORTHOGONAL, 0);

    /** Left as they are. */
    public static final ParameterGroup FROZEN = new ParameterGroup(true, 0, 0, Rule.ORTHOGONAL, 0);

    /** Checks the numbers. */
    public ParameterGroup {
        if (!(rate >= 0 && decay >= 0 && average >= 0 && average < 1)) {
            throw new IllegalArgumentException(
                    "A group of parameters was given the rate %s, the decay %s and the average %s. Give 0 or more, the average below 1."
                            .formatted(rate, decay, average));
        }
    }

    /** Returns the same with the rate multiplied. */
    public ParameterGroup withRate(double factor) {
        return new ParameterGroup(frozen, rate * factor, decay, rule, average);
    }

    public ParameterGroup withDecay(double other) {
        return new ParameterGroup(frozen, rate, other, rule, average);
    }

    public ParameterGroup withRule(Rule other) {
        return new ParameterGroup(frozen, rate, decay, other, average);
    }

    public ParameterGroup withAverage(double share) {
        return new ParameterGroup(frozen, rate, decay, rule, share);
    }
}
