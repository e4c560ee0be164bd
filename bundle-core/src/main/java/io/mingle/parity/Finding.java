package io.mingle.parity;

import io.mingle.nn.Precision;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What a comparison found.
 *
 * @param stage what was compared, such as {@code logits}
 * @param input what it was computed from: a reference folder and the name of a prompt or picture
 * @param precision in which it was computed
 * @param difference how far it is from the reference
 */
public record Finding(String stage, String input, Precision precision, Difference difference) {

    /**
     * Makes findings of differences, each of which comes with its stage.
     *
     * @param input of all of them
     * @param precision of all of them
     * @param findings takes them
     * @return takes the differences
     */
    public static BiConsumer<String, Difference> about(
            String input, Precision precision, Consumer<Finding> findings) {
        return (stage, difference) ->
                findings.accept(new Finding(stage, input, precision, difference));
    }

    /** Returns the first three, to begin a sentence with. */
    public String subject() {
        return stage + " of " + input + " in " + precision;
    }
}
