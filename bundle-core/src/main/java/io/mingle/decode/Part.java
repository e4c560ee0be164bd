package io.mingle.decode;

/**
 * What a step does for one sequence: further rows, which attend to one another and to those before
 * them.
 *
 * @param sequence that has pages for them ({@link Sequence#reserve})
 * @param positions [axes, rows], axis by axis
 * @param kinds [rows]: of each row, such as its modality; empty if all are of the first kind
 */
public record Part(Sequence sequence, Rows rows, int[] positions, int[] kinds) {

    private static final int[] FIRST = {};

    /** Returns a part whose rows are all of the first kind. */
    public Part(Sequence sequence, Rows rows, int... positions) {
        this(sequence, rows, positions, FIRST);
    }
}
