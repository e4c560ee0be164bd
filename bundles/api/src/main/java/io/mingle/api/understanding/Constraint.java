package io.mingle.api.understanding;

import io.mingle.api.error.InvalidRequestException;
import java.util.Optional;

/**
 * What an answer has to be: at each token only those are left to choose from with which it can
 * still become that. An answer that ends by itself fulfils its constraint; one that is cut by the
 * limit on tokens or by a stop text is the beginning of one that would.
 *
 * <p>A constraint is read when the question is asked. What cannot be understood or is not supported
 * is refused then, with an {@link InvalidRequestException} that names it.
 */
public sealed interface Constraint {

    /**
     * A JSON text that is valid under a schema.
     *
     * <p>Supported are {@code type}, {@code enum}, {@code const}, {@code properties}, {@code
     * required}, {@code additionalProperties}, {@code items}, {@code minItems}, {@code maxItems},
     * {@code minLength}, {@code maxLength}, {@code pattern}, {@code minimum}, {@code maximum},
     * {@code exclusiveMinimum}, {@code exclusiveMaximum}, {@code anyOf}, {@code oneOf} of
     * alternatives that exclude each other, {@code allOf} with one schema, and {@code $ref} into
     * the same schema, which may be recursive. Names and texts that only describe are passed over;
     * any other keyword is refused.
     *
     * <p>Not all that the schema allows is written: properties come in the schema's order, others
     * than those named only where {@code additionalProperties} says so or {@code properties} is
     * missing (there a name may occur twice), numbers have up to 15 digits before and after the
     * point, and white space is a single space or a line break with its indentation. Bounds of
     * numbers that need not be integers are whole.
     *
     * @param text the schema, a JSON object
     */
    record JsonSchema(String text) implements Constraint {
        /** Checks that there is a text. */
        public JsonSchema {
            requireText(text, "A JSON schema");
        }
    }

    /**
     * A text that a regular expression matches as a whole.
     *
     * <p>The syntax is that of ECMAScript and Java, less what no finite automaton can tell or
     * hardly anybody needs: back references, look-around, word boundaries, {@code \p}, possessive
     * quantifiers, flags. {@code ^} and {@code $} may stand at the ends, where they mean nothing.
     *
     * @param pattern the expression
     */
    record Regex(String pattern) implements Constraint {
        /** Checks that there is a pattern. */
        public Regex {
            requireText(pattern, "A regular expression");
        }
    }

    /**
     * JSON texts between tags, as models write calls of tools: {@code
     * <call>{"name":"clock"}</call>}, of several each on a line of its own. Nothing stands behind
     * them.
     *
     * @param open the tag before a JSON text
     * @param schema what each JSON text is valid under, as with {@link JsonSchema}
     * @param close the tag behind it
     * @param most how many there are at most, 1 or more
     * @param otherwise what the answer may be instead; empty if there has to be such a text. If it
     *     is a {@link Regex}, words that it matches may also stand before the first tag, and the
     *     tag that opens does not occur within them
     */
    record Tagged(
            String open, String schema, String close, int most, Optional<Constraint> otherwise)
            implements Constraint {
        /** Checks that nothing is missing. */
        public Tagged {
            requireText(open, "A tag");
            requireText(schema, "A JSON schema");
            requireText(close, "A tag");
            if (most < 1 || otherwise == null) {
                throw new InvalidRequestException(
                        "Texts between tags were given as a constraint with at most %s of them and otherwise %s. Allow one or more, and pass an empty Optional for no other answer."
                                .formatted(most, otherwise));
            }
        }
    }

    private static void requireText(String text, String what) {
        if (text == null || text.isEmpty()) {
            throw new InvalidRequestException(
                    what + " was given as a constraint without text. Leave the constraint out.");
        }
    }
}
