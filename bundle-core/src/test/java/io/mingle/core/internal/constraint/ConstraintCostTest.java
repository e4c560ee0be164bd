package io.mingle.core.internal.constraint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.understanding.Constraint;
import io.mingle.core.internal.sampling.TokenConstraint;
import io.mingle.thinker.tokenizer.TinyTokenizer;
import io.mingle.thinker.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Constraints over a vocabulary as large as the published one, made of words, characters of three
 * bytes, punctuation and white space. Prints what they cost: the time to read a constraint, that of
 * a step whose mask is new, and that of a step whose mask is known.
 */
@Timeout(240)
class ConstraintCostTest {

    private static final int ORDINARY = 126_080;
    private static final int END = ORDINARY + 1;
    private static final String[] SYLLABLES = {
        "an", "be", "co", "di", "er", "fo", "gu", "hi", "in", "jo", "ka", "li", "mo", "nu", "or",
        "pa", "qui", "re", "st", "ti", "un", "vi", "wo", "x", "ya", "ze", "ing", "tion", "ment", "s"
    };

    @TempDir static Path folder;
    private static Tokenizer tokenizer;

    @BeforeAll
    static void open() throws IOException {
        ObjectNode root = TinyTokenizer.json();
        ObjectNode vocabulary = (ObjectNode) root.get("model").get("vocab");
        Random random = new Random(1);
        for (int id = vocabulary.size(); id < ORDINARY; ) {
            String token = letters(token(random));
            if (!vocabulary.has(token)) {
                vocabulary.put(token, id++);
            }
        }
        root.get("added_tokens")
                .forEach(
                        token ->
                                ((ObjectNode) token)
                                        .put("id", token.get("id").asInt() + TinyTokenizer.OFFSET));
        Path file = Files.writeString(folder.resolve("tokenizer.json"), root.toString());
        tokenizer = Tokenizer.open(file);
        long begun = System.nanoTime();
        constraints();
        print("reading the vocabulary of %s: %s ms", tokenizer.size(), millis(begun));
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    private static String token(Random random) {
        int kind = random.nextInt(20);
        StringBuilder token = new StringBuilder();
        if (kind < 14) {
            token.append(random.nextBoolean() ? " " : "");
            for (int i = random.nextInt(5); i >= 0; i--) {
                token.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
            }
        } else if (kind < 18) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                token.appendCodePoint(0x4E00 + random.nextInt(6000));
            }
        } else {
            String marks = kind == 18 ? "\"{}[]:,.-+*/=<>()_'" : " \n\t";
            for (int i = random.nextInt(kind == 18 ? 4 : 40); i >= 0; i--) {
                token.append(marks.charAt(random.nextInt(marks.length())));
            }
        }
        return token.toString();
    }

    /** Writes bytes in the letters of byte-level tokenizers. */
    private static String letters(String text) {
        StringBuilder letters = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            int value = each & 0xFF;
            int before = value <= ' ' ? value : value < 0xA1 ? value - 0x7F + 33 : 67;
            boolean itself = value > ' ' && value < 0x7F || value >= 0xA1 && value != 0xAD;
            letters.append((char) (itself ? value : 0x100 + before));
        }
        return letters.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "any JSON;{};{\"answer\": [1, 2.5, \"ban unre\"], \"x\": {\"y\": null}}",
                "a record;{\"properties\":{\"name\":{\"type\":\"string\"},\"age\":{\"type\":\"integer\","
                    + "\"minimum\":0},\"tags\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}},\"required\":[\"name\",\"age\"]};{\"name\":"
                    + " \"banun restin\", \"age\": 42, \"tags\": [\"a\", \"b\", \"wo\"]}",
                "a bounded text;{\"type\":\"string\",\"maxLength\":200};\"ban unre stin wo jokali"
                        + " 中文\"",
                "a pattern;{\"type\":\"string\",\"pattern\":\"^[A-Z][a-z"
                        + " ]{2,80}$\",\"maxLength\":60};\"Banun restin wo jokali\"",
                "recursion;{\"type\":\"object\",\"properties\":{\"v\":{\"type\":\"integer\"},\"next\":"
                    + "{\"anyOf\":[{\"$ref\":\"#\"},{\"type\":\"null\"}]}},\"required\":[\"v\",\"next\"]};{\"v\":"
                    + " 1, \"next\": {\"v\": 2, \"next\": {\"v\": 3, \"next\": null}}}"
            })
    void aTextIsLetThroughTokenByToken(String name, String schema, String text) {
        cost(name, new Constraint.JsonSchema(schema), text);
    }

    @Test
    void wordsBeforeACallOfAToolAreLetThroughTokenByToken() {
        String schema =
                "{\"properties\":{\"name\":{\"const\":\"weather\"},\"arguments\":{\"properties\":"
                        + "{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}},"
                        + "\"required\":[\"name\",\"arguments\"]}";
        Constraint words = new Constraint.Regex("[\\s\\S]*");
        cost(
                "words and a call",
                new Constraint.Tagged("<call>", schema, "</call>", 8, Optional.of(words)),
                "Banun <restin wo> jokali.\n"
                        + "<call>{\"name\":\"weather\",\"arguments\":{\"city\":\"Wo\"}}</call>");
    }

    private static void cost(String name, Constraint constraint, String text) {
        int[] ids = tokenizer.encode(text);
        String costs = "";
        for (int warming = 0; warming < 4; warming++) {
            Constraints fresh = constraints();
            long begun = System.nanoTime();
            TokenConstraint first = fresh.begin(constraint);
            String reading = millis(begun);
            double[] unknown = walk(first, ids);
            double[] known = walk(fresh.begin(constraint), ids);
            costs =
                    "read in %s ms; a new step %s µs (at most %s), a known one %s µs (at most %s)"
                            .formatted(
                                    reading,
                                    median(unknown),
                                    most(unknown),
                                    median(known),
                                    most(known));
        }
        print("%s: %s", name, costs);
    }

    /** Returns what has read the vocabulary, and nothing else. */
    private static Constraints constraints() {
        Constraints constraints = new Constraints(tokenizer, END);
        constraints.begin(new Constraint.Regex("a"));
        return constraints;
    }

    private static double[] walk(TokenConstraint constraint, int[] ids) {
        double[] micros = new double[ids.length];
        float[] logits = new float[126_464];
        for (int step = 0; step < ids.length; step++) {
            Arrays.fill(logits, 0);
            long begun = System.nanoTime();
            constraint.restrict(logits);
            assertEquals(0, logits[ids[step]], "step " + step);
            constraint.advance(ids[step]);
            micros[step] = (System.nanoTime() - begun) / 1e3;
        }
        Arrays.fill(logits, 0);
        constraint.restrict(logits);
        assertTrue(logits[END] == 0);
        return micros;
    }

    private static String median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return String.format(Locale.ROOT, "%.0f", sorted[sorted.length / 2]);
    }

    private static String most(double[] values) {
        return String.format(Locale.ROOT, "%.0f", Arrays.stream(values).max().orElse(0));
    }

    private static String millis(long begun) {
        return String.format(Locale.ROOT, "%.1f", (System.nanoTime() - begun) / 1e6);
    }

    private static void print(String format, Object... values) {
        System.out.println("constraint: " + format.formatted(values));
    }
}
