package io.mingle.trainer.internal.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.thinker.tokenizer.Tokenizer;
import io.mingle.trainer.data.TokenizerFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizedTextTest {

    @TempDir Path folder;

    @Test
    void thePartsOfATextAreFoundAmongWholeWordsAndBytes() throws Exception {
        TokenizerFile.of(List.of("one", " two"), List.of()).write(folder);
        String text = "one two 三x";
        try (Tokenizer tokenizer = Tokenizer.open(folder.resolve("tokenizer.json"))) {
            int[] ids = tokenizer.encode(text);
            assertEquals("one", decoded(tokenizer, ids, text, "one"));
            // The space belongs to the word's token.
            assertEquals(" two", decoded(tokenizer, ids, text, "two"));
            assertEquals("三", decoded(tokenizer, ids, text, "三"));
            assertEquals("x", decoded(tokenizer, ids, text, "x"));
            assertTrue(span(tokenizer, text, "三").length > 1, "it is written in bytes");
        }
    }

    @Test
    void whatIsQuotedIsFoundByteByByte() throws Exception {
        TokenizerFile.of(List.of("one", " two"), List.of()).write(folder);
        String question = "Write one 三 two!";
        String answer = "\"三 two\"";
        try (Tokenizer tokenizer = Tokenizer.open(folder.resolve("tokenizer.json"))) {
            int[] asked = tokenizer.encode(question);
            int[] ids = tokenizer.encode(answer);
            TokenizedText quoting = TokenizedText.of(tokenizer, answer);
            Map<Integer, int[]> same =
                    quoting.same(
                            1,
                            answer.length() - 1,
                            TokenizedText.of(tokenizer, question),
                            question.indexOf("三"));
            assertTrue(same.size() > 3, "the character is written in bytes");
            same.forEach(
                    (token, said) -> {
                        assertEquals(1, said.length);
                        assertEquals(ids[token], asked[said[0]]);
                    });
        }
    }

    private static int[] span(Tokenizer tokenizer, String text, String part) {
        int from = text.indexOf(part);
        return TokenizedText.of(tokenizer, text).tokens(from, from + part.length());
    }

    private static String decoded(Tokenizer tokenizer, int[] ids, String text, String part) {
        int[] span = span(tokenizer, text, part);
        int[] own = new int[span.length];
        for (int i = 0; i < span.length; i++) {
            own[i] = ids[span[i]];
        }
        return tokenizer.decode(own);
    }
}
