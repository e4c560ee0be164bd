package io.mingle.thinker.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts that are hard to take apart: many scripts, emoji of several characters, combining marks,
 * control characters, digits, program text, white space of all kinds, what looks like special
 * tokens, halves of surrogate pairs.
 *
 * <p>{@code torture.json} has the ids that {@code PreTrainedTokenizerFast} of transformers 4.45.2
 * (tokenizers 0.20.3) gives to these texts, with {@code torture-tokenizer.json} less its special
 * tokens, and U+FFFD in the place of half a pair. That tokenizer has the normalizer and the pattern
 * of the published one and 644 merges that tokenizers 0.20.3 learnt from the same texts.
 */
class TortureTest {

    private static Tokenizer tokenizer;

    @BeforeAll
    static void open() throws URISyntaxException {
        tokenizer = Tokenizer.open(file("torture-tokenizer.json"));
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    static Stream<JsonNode> texts() throws IOException, URISyntaxException {
        JsonNode all = JsonMapper.builder().build().readTree(file("torture.json").toFile());
        return StreamSupport.stream(all.spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void encodesLikeTheReference(JsonNode reference) {
        String text = reference.get("text").textValue();
        assertArrayEquals(TinyTokenizer.ids(reference.get("ids")), tokenizer.encode(text), text);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void theStreamedPiecesAreTheText(JsonNode reference) {
        StreamingDecoder stream = tokenizer.stream();
        StringBuilder pieces = new StringBuilder();
        for (int id : TinyTokenizer.ids(reference.get("ids"))) {
            pieces.append(stream.push(id));
        }
        pieces.append(stream.finish());
        assertEquals(composed(reference.get("text").textValue()), pieces.toString());
    }

    /** What is encoded is composed first, and half a pair is no character. */
    private static String composed(String text) {
        String whole =
                text.codePoints()
                        .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        return Normalizer.normalize(whole, Normalizer.Form.NFC);
    }

    private static Path file(String name) throws URISyntaxException {
        return Path.of(TortureTest.class.getResource(name).toURI());
    }
}
