package io.mingle.nn;

/**
 * Names one tensor of a network as the published checkpoint does.
 *
 * @param role what it is for
 * @param start how training from nothing fills it
 * @param shape its extents, as stored
 */
public record Parameter(String name, Role role, Start start, long... shape) {

    /** How a parameter begins. */
    public enum Start {
        /** Normal values, scaled to the number of inputs of the product. */
        PRODUCT,
        /** Normal values, scaled to the number of inputs, smaller: it ends a residual branch. */
        BRANCH_END,
        /** Normal values of a small fixed spread. */
        EMBEDDING,
        /** The table of {@link Sinusoids}. */
        SINUSOIDS,
        ONES,
        /** A small number everywhere: the length of weights that end a residual branch. */
        BRANCH_LENGTH,
        ZEROS
    }

    /** Returns the number of elements. */
    public long count() {
        long count = 1;
        for (long side : shape) {
            count *= side;
        }
        return count;
    }
}
