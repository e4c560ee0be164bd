package io.mingle.core.internal.constraint;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.understanding.Constraint;
import io.mingle.core.internal.sampling.TokenConstraint;
import io.mingle.thinker.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TaggedConstraintTest {

    private static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}},\"required\":[\"a\"]}";
    private static final String CALL = "<call>{\"a\":1}</call>";
    private static final Constraint ANY = new Constraint.Regex("[\\s\\S]*");

    @TempDir static Path folder;
    private static Tokenizer tokenizer;
    private static int end;
    private static Constraints constraints;

    @BeforeAll
    static void open() throws IOException {
        Path file = folder.resolve("nano.json");
        try (InputStream in = Constraints.class.getResourceAsStream("/nano/tokenizer.json")) {
            Files.copy(in, file);
        }
        tokenizer = Tokenizer.open(file);
        end = tokenizer.special("<|endoftext|>").orElseThrow();
        constraints = new Constraints(tokenizer, end);
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    private static Constraint tagged(int most, Constraint otherwise) {
        return new Constraint.Tagged(
                "<call>", SCHEMA, "</call>", most, Optional.ofNullable(otherwise));
    }

    /** Tells whether each token of a text may come, and the end after it. */
    private static boolean accepts(Constraint constraint, String text) {
        TokenConstraint under = constraints.begin(constraint);
        for (int id : tokenizer.encode(text)) {
            if (!allows(under, id)) {
                return false;
            }
            under.advance(id);
        }
        return allows(under, end);
    }

    private static boolean allows(TokenConstraint under, int id) {
        float[] logits = new float[tokenizer.size()];
        under.restrict(logits);
        return logits[id] == 0;
    }

    @Test
    void thereHasToBeATextWhereNothingElseIsPossible() {
        assertTrue(accepts(tagged(2, null), CALL));
        assertTrue(accepts(tagged(2, null), CALL + "\n" + CALL));
        assertFalse(accepts(tagged(2, null), CALL + "\n" + CALL + "\n" + CALL));
        assertFalse(accepts(tagged(2, null), ""));
        assertFalse(accepts(tagged(2, null), "So: " + CALL));
        assertFalse(accepts(tagged(2, null), CALL + "."));
        assertFalse(accepts(tagged(2, null), "<call>{\"b\":1}</call>"));
    }

    @Test
    void wordsMayStandBeforeTheFirstTagOrInsteadOfIt() {
        assertTrue(accepts(tagged(2, ANY), "It is five, I <call it> so.\n"));
        assertTrue(accepts(tagged(2, ANY), ""));
        assertTrue(accepts(tagged(2, ANY), CALL));
        assertTrue(accepts(tagged(2, ANY), "I <<call it.\n" + CALL + "\n" + CALL));
        assertFalse(accepts(tagged(2, ANY), "A <call> is made."));
        assertFalse(accepts(tagged(2, ANY), CALL + " as I said"));
    }

    @Test
    void anAnswerInJsonIsEitherThatOrTagged() {
        Constraint number = new Constraint.JsonSchema("{\"type\":\"integer\"}");
        assertTrue(accepts(tagged(1, number), "42"));
        assertTrue(accepts(tagged(1, number), CALL));
        assertFalse(accepts(tagged(1, number), "42" + CALL));
    }
}
