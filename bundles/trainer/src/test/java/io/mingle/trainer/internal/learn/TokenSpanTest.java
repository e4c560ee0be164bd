package io.mingle.trainer.internal.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.thinker.tokenizer.Tokenizer;
import io.mingle.trainer.data.TokenizerFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenSpanTest {

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
            assertTrue(span(tokenizer, ids, text, "三").length > 1, "it is written in bytes");
        }
    }

    private static int[] span(Tokenizer tokenizer, int[] ids, String text, String part) {
        int from = text.indexOf(part);
        return TokenSpan.of(tokenizer, ids, text, from, from + part.length());
    }

    private static String decoded(Tokenizer tokenizer, int[] ids, String text, String part) {
        int[] span = span(tokenizer, ids, text, part);
        int[] own = new int[span.length];
        for (int i = 0; i < span.length; i++) {
            own[i] = ids[span[i]];
        }
        return tokenizer.decode(own);
    }
}
