package io.mingle.core.internal.constraint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.understanding.Constraint;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.core.internal.sampling.Sampler;
import io.mingle.core.internal.sampling.TokenConstraint;
import io.mingle.thinker.tokenizer.TinyTokenizer;
import io.mingle.thinker.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sampled under a constraint fulfils it, be the logits as random as they may. */
@Timeout(240)
class ConstrainedSamplingTest {

    private static final JsonMapper STRICT =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();
    private static final int MOST_TOKENS = 600;

    @TempDir static Path folder;
    private static final List<Vocabulary> VOCABULARIES = new ArrayList<>();

    private record Vocabulary(Tokenizer tokenizer, int end, Constraints constraints) {
        Vocabulary(Tokenizer tokenizer) {
            this(tokenizer, tokenizer.special("<|endoftext|>").orElseThrow());
        }

        Vocabulary(Tokenizer tokenizer, int end) {
            this(tokenizer, end, new Constraints(tokenizer, end));
        }
    }

    @BeforeAll
    static void open() throws IOException {
        VOCABULARIES.add(new Vocabulary(Tokenizer.open(TinyTokenizer.write(folder))));
        try (InputStream in = Constraints.class.getResourceAsStream("/nano/tokenizer.json")) {
            Path nano = folder.resolve("nano.json");
            Files.copy(in, nano);
            VOCABULARIES.add(new Vocabulary(Tokenizer.open(nano)));
        }
    }

    @AfterAll
    static void close() {
        VOCABULARIES.forEach(it -> it.tokenizer().close());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\",\"minLength\":1,"
                    + "\"maxLength\":8},\"age\":{\"type\":\"integer\",\"minimum\":0,\"maximum\":130},"
                    + "\"tags\":{\"type\":\"array\",\"items\":{\"enum\":[\"a\",\"b\",3,null,true]},"
                    + "\"minItems\":1,\"maxItems\":3}},\"required\":[\"name\",\"tags\"],"
                    + "\"additionalProperties\":false}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"null\"}},"
                        + "\"additionalProperties\":{\"type\":\"number\",\"exclusiveMinimum\":0,"
                        + "\"maximum\":10}}",
                "{\"$defs\":{\"tree\":{\"type\":\"object\",\"properties\":{\"value\":{\"type\":"
                        + "\"number\"},\"children\":{\"type\":\"array\",\"items\":{\"$ref\":"
                        + "\"#/$defs/tree\"},\"maxItems\":2}},\"required\":[\"value\"]}},"
                        + "\"$ref\":\"#/$defs/tree\"}",
                "{\"oneOf\":[{\"type\":\"object\",\"properties\":{\"kind\":{\"const\":\"circle\"},"
                        + "\"r\":{\"type\":\"number\"}},\"required\":[\"kind\",\"r\"]},{\"type\":"
                        + "\"object\",\"properties\":{\"kind\":{\"const\":\"box\"},\"w\":{\"type\":"
                        + "\"integer\"}},\"required\":[\"kind\",\"w\"]}]}",
                "{\"type\":\"string\",\"pattern\":\"^[A-Zé€🙂\\\"\\\\\\\\]{2,5}(-[0-9]+)?$\","
                        + "\"maxLength\":9,\"minLength\":3}",
                "{\"type\":\"array\",\"items\":{\"type\":[\"string\",\"integer\"],\"maxLength\":3},"
                        + "\"minItems\":2,\"maxItems\":4}",
                "{\"anyOf\":[{\"type\":\"boolean\"},{\"const\":{\"x\":[1,{\"y\":\"é\\n\"}]}}]}"
            })
    void whatIsSampledIsCompleteAndValid(String schema) throws IOException {
        JsonSchema validator =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
        int complete = 0;
        for (Vocabulary vocabulary : VOCABULARIES) {
            for (int seed = 0; seed < 25; seed++) {
                Optional<String> text = sample(vocabulary, new Constraint.JsonSchema(schema), seed);
                if (text.isPresent()) {
                    complete++;
                    JsonNode value = STRICT.readTree(text.get());
                    assertEquals(List.of(), List.copyOf(validator.validate(value)), text.get());
                }
            }
        }
        assertTrue(complete >= 40, complete + " of 50 were complete");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(yes|no|perhaps)",
                "[a-f]{3}-\\d{2,4}",
                "\\S+( \\S+){1,3}\\.",
                "[^a-z\\n]{1,20}",
                "(é|€|🙂|日本)+!",
                "<\\|endoftext\\|>|<role>",
                ".{5,10}"
            })
    void whatIsSampledMatches(String pattern) {
        int complete = 0;
        for (Vocabulary vocabulary : VOCABULARIES) {
            for (int seed = 0; seed < 25; seed++) {
                Optional<String> text = sample(vocabulary, new Constraint.Regex(pattern), seed);
                if (text.isPresent()) {
                    complete++;
                    assertTrue(Pattern.matches(pattern, text.get()), text.get());
                }
            }
        }
        assertTrue(complete >= 40, complete + " of 50 were complete");
    }

    @Test
    void neitherPenaltiesNorTemperatureLeadOutOfAConstraint() {
        Constraint constraint = new Constraint.Regex("(ab){20}");
        Vocabulary vocabulary = VOCABULARIES.get(0);
        for (GenerationOptions options :
                List.of(
                        GenerationOptions.GREEDY.withNoRepeatNgram(1),
                        GenerationOptions.GREEDY.withRepetitionPenalty(100),
                        GenerationOptions.GREEDY.withTemperature(50).withTopP(0.1))) {
            assertEquals(Optional.of("ab".repeat(20)), sample(vocabulary, constraint, 1, options));
        }
    }

    @Test
    void answersUnderOneConstraintShareWhatIsKnownAndNotWhereTheyAre() {
        Constraint constraint = new Constraint.Regex("[ab]{1,30}c");
        Constraints constraints = VOCABULARIES.get(1).constraints();
        Tokenizer tokenizer = VOCABULARIES.get(1).tokenizer();
        int a = tokenizer.encode("a")[0];
        int c = tokenizer.encode("c")[0];
        TokenConstraint first = constraints.begin(constraint);
        TokenConstraint second = constraints.begin(constraint);
        first.advance(a);
        assertTrue(allows(first, c, tokenizer.size()));
        assertTrue(!allows(second, c, tokenizer.size()));
        first.advance(c);
        second.advance(a);
        assertTrue(!allows(first, c, tokenizer.size()));
        assertTrue(allows(first, VOCABULARIES.get(1).end(), tokenizer.size()));
        assertTrue(allows(second, c, tokenizer.size()));
    }

    @Test
    void anAnswerThatIsLongerThanWhatIsKeptGoesOn() {
        Vocabulary vocabulary = VOCABULARIES.get(1);
        Constraint constraint = new Constraint.Regex("[ -~é€🙂]{1,100000}");
        TokenConstraint under = vocabulary.constraints().begin(constraint);
        int a = vocabulary.tokenizer().encode("a")[0];
        for (int step = 0; step < 3000; step++) {
            assertTrue(allows(under, a, vocabulary.tokenizer().size()));
            under.advance(a);
        }
    }

    @Test
    void saysWhenTheVocabularyCannotWriteWhatIsDemanded() {
        Vocabulary vocabulary = VOCABULARIES.get(0);
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> vocabulary.constraints().begin(new Constraint.Regex("\\ud800")));
        assertTrue(error.getMessage().contains("Nothing fulfils"), error.getMessage());
    }

    @Test
    void givesUpOnAConstraintThatTakesTooMuchInsteadOfHoldingTheDevice() {
        Vocabulary vocabulary = VOCABULARIES.get(0);
        Constraint hostile = new Constraint.Regex("((a{0,1000}b?){0,1000}c?){0,1000}d");
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> {
                            TokenConstraint under = vocabulary.constraints().begin(hostile);
                            int a = vocabulary.tokenizer().encode("a")[0];
                            for (int step = 0; step < 3000; step++) {
                                under.restrict(new float[vocabulary.tokenizer().size()]);
                                under.advance(a);
                            }
                        });
        assertTrue(error.getMessage().contains("too complex"), error.getMessage());
    }

    private static boolean allows(TokenConstraint constraint, int id, int size) {
        float[] logits = new float[size];
        constraint.restrict(logits);
        return logits[id] == 0;
    }

    private static Optional<String> sample(Vocabulary vocabulary, Constraint constraint, int seed) {
        return sample(
                vocabulary,
                constraint,
                seed,
                GenerationOptions.GREEDY.withTemperature(1).withSeed(seed));
    }

    /** Returns what is sampled; nothing if it does not end. What closes becomes likelier. */
    private static Optional<String> sample(
            Vocabulary vocabulary, Constraint constraint, int seed, GenerationOptions options) {
        Tokenizer tokenizer = vocabulary.tokenizer();
        Sampler sampler =
                new Sampler(
                        options,
                        new int[0],
                        tokenizer.size(),
                        vocabulary.constraints().begin(constraint));
        Random random = new Random(seed);
        List<Integer> ids = new ArrayList<>();
        List<Integer> closing =
                "\"]}.!".chars().mapToObj(c -> tokenizer.encode(Character.toString(c))[0]).toList();
        while (ids.size() < MOST_TOKENS) {
            float[] logits = new float[tokenizer.size() + 5];
            for (int i = 0; i < logits.length; i++) {
                logits[i] = (float) random.nextGaussian() * 3;
            }
            float push = ids.size() / 10f;
            logits[vocabulary.end()] += push;
            for (int id : closing) {
                logits[id] += push;
            }
            int id = sampler.next(logits);
            if (id == vocabulary.end()) {
                return Optional.of(
                        tokenizer.decode(ids.stream().mapToInt(Integer::intValue).toArray()));
            }
            ids.add(id);
        }
        return Optional.empty();
    }
}
