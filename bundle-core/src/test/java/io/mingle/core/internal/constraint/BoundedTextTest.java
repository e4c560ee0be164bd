package io.mingle.core.internal.constraint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import io.mingle.thinker.tokenizer.TinyTokenizer;
import io.mingle.thinker.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strings with a pattern and a bound on their characters, which are counted apart from it. */
@Timeout(120)
class BoundedTextTest {

    @TempDir static Path folder;
    private static final List<Tokenizer> TOKENIZERS = new ArrayList<>();

    @BeforeAll
    static void open() throws IOException {
        TOKENIZERS.add(Tokenizer.open(TinyTokenizer.write(folder)));
        try (InputStream in = Constraints.class.getResourceAsStream("/nano/tokenizer.json")) {
            Path nano = folder.resolve("nano.json");
            Files.copy(in, nano);
            TOKENIZERS.add(Tokenizer.open(nano));
        }
    }

    @AfterAll
    static void close() {
        TOKENIZERS.forEach(Tokenizer::close);
    }

    /** The product of both automata is what counting apart has to agree with, byte by byte. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[a-c]{2,9}$",
                "^(ab)*$",
                "^(abc|b{3,}é)*c?$",
                "^[^a]{1,3}(🙂|\\\\n|\"){2}$",
                "b",
                "^(a|b{7})$",
                "^(a{0,2}b){1,4}$",
                "^a{5}(b?c){0,30}$",
                "\\u0001|€$",
                ""
            })
    void isWhatBothAutomataTogetherLetThrough(String pattern) {
        Random random = new Random(7);
        for (int round = 0; round < 40; round++) {
            Languages languages = Texts.languages();
            JsonTexts json = new JsonTexts(languages);
            int least = random.nextInt(3) == 0 ? random.nextInt(6) : 0;
            int most = least + random.nextInt(12);
            Language any = json.inString(Characters.allBut(new BitSet()));
            Language both =
                    json.quoted(
                            languages.and(
                                    RegexReader.somewhere(languages, pattern, json::inString),
                                    languages.times(any, least, most)));
            Language apart =
                    new SchemaReader(languages)
                            .read(
                                    "{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"string\","
                                            + "\"pattern\":%s,\"minLength\":%s,\"maxLength\":%s}]}"
                                                    .formatted(
                                                            TextNode.valueOf(pattern),
                                                            least,
                                                            most));
            for (int text = 0; text < 5; text++) {
                walk(languages, both, apart, random);
            }
        }
    }

    private static void walk(Languages languages, Language both, Language apart, Random random) {
        for (int step = 0; step < 40; step++) {
            List<Integer> possible = new ArrayList<>();
            for (int value : languages.classes().representatives()) {
                boolean lives = languages.derive(both, value) != languages.never();
                if (step > 0 || value != 'n') {
                    assertEquals(lives, languages.derive(apart, value) != languages.never());
                }
                if (lives) {
                    possible.add(value);
                }
            }
            assertEquals(both.nullable(), apart.nullable());
            if (possible.isEmpty()) {
                return;
            }
            int value = possible.get(random.nextInt(possible.size()));
            both = languages.derive(both, value);
            apart = languages.derive(apart, value);
            languages.allow(10_000_000);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"string\",\"maxLength\":7}",
                "{\"type\":\"string\",\"minLength\":3,\"maxLength\":5}",
                "{\"type\":\"string\",\"pattern\":\"^[a-z ]{2,30}$\",\"maxLength\":20}",
                "{\"type\":\"string\",\"pattern\":\"^(ab|[0-9é]{3})*$\",\"maxLength\":11}",
                "{\"type\":\"string\",\"pattern\":\"the\",\"maxLength\":8,\"minLength\":5}",
                "{\"type\":\"string\",\"pattern\":\"^.{0,3}[^ ]{0,40}$\",\"maxLength\":25}",
                "{\"properties\":{\"a\":{\"pattern\":\"^x+\",\"maxLength\":4},\"b\":{\"type\":"
                        + "\"string\",\"maxLength\":3}},\"required\":[\"a\"]}",
                "{\"type\":\"array\",\"items\":{\"anyOf\":[{\"pattern\":\"^a\",\"maxLength\":3},"
                        + "{\"pattern\":\"b$\",\"maxLength\":6}]},\"maxItems\":3}"
            })
    void theTokensAreThoseOfWhichEveryByteMayCome(String schema) {
        for (Tokenizer tokenizer : TOKENIZERS) {
            int end = tokenizer.special("<|endoftext|>").orElseThrow();
            VocabularyTrie vocabulary = new VocabularyTrie(tokenizer, end);
            Languages languages = new Languages(vocabulary.alphabet());
            languages.allow(10_000_000);
            Language start = new SchemaReader(languages).read(schema);
            Grammar grammar = new Grammar(languages, start, vocabulary, end);
            Random random = new Random(3);
            for (int text = 0; text < 4; text++) {
                Language at = start;
                for (int step = 0; step < 30; step++) {
                    long[] allowed = grammar.allowed(at);
                    languages.allow(10_000_000);
                    List<Integer> possible = new ArrayList<>();
                    for (int id = 0; id < tokenizer.size(); id++) {
                        boolean lives =
                                !tokenizer.isSpecial(id)
                                        && lives(languages, at, tokenizer.bytes(id));
                        boolean one = id == end ? at.nullable() : lives;
                        assertEquals(one, (allowed[id >> 6] >>> id & 1) != 0, schema + id);
                        if (lives) {
                            possible.add(id);
                        }
                    }
                    if (possible.isEmpty()) {
                        break;
                    }
                    at =
                            grammar.after(
                                    at,
                                    tokenizer.bytes(possible.get(random.nextInt(possible.size()))));
                }
            }
        }
    }

    private static boolean lives(Languages languages, Language at, byte[] token) {
        for (byte value : token) {
            at = languages.derive(at, value & 0xFF);
        }
        return at != languages.never() && token.length > 0;
    }

    @Test
    void boundsThatDifferShareWhatIsSearched() {
        Languages languages = Texts.languages();
        Language one = beginning(languages, "^[a-z]{2,90}$", 70);
        assertSame(one, beginning(languages, "^[a-z]{2,50}$", 40));
        assertSame(one, beginning(languages, "^[a-z]{2,15}$", 14));
        assertTrue(one != beginning(languages, "^[a-z]{2,7}$", 14));
    }

    private static Language beginning(Languages languages, String pattern, int most) {
        String schema =
                "{\"type\":\"string\",\"pattern\":\"%s\",\"maxLength\":%s}"
                        .formatted(pattern, most);
        Language text = languages.derive(new SchemaReader(languages).read(schema), '"');
        return languages.withoutBound(languages.beginning(text, 20));
    }
}
