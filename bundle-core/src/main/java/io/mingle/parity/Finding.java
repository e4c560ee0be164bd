package io.mingle.parity;

import io.mingle.nn.Precision;

/**
 * What a comparison found.
 *
 * @param stage what was compared, such as {@code logits}
 * @param input what it was computed from: a reference folder and the name of a prompt or picture
 * @param precision in which it was computed
 * @param difference how far it is from the reference
 */
public record Finding(String stage, String input, Precision precision, Difference difference) {

    /** Returns the first three, to begin a sentence with. */
    public String subject() {
        return stage + " of " + input + " in " + precision;
    }
}
