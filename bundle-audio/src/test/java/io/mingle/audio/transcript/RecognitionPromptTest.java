package io.mingle.audio.transcript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.transcription.Hints;
import io.mingle.thinker.prompt.ChatTemplate;
import io.mingle.thinker.prompt.Message;
import io.mingle.thinker.prompt.Part;
import io.mingle.thinker.prompt.Role;
import io.mingle.thinker.tokenizer.SpecialTokens;
import io.mingle.thinker.tokenizer.TinyTokenizer;
import io.mingle.thinker.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecognitionPromptTest {

    /** Those of the published example, of 54,801 samples at 16 kHz. */
    private static final int SOUND_TOKENS = 86;

    private static final int REFERENCE = 3;

    @TempDir Path folder;

    @Test
    void theTokensAreThoseOfThePublishedPrompt() {
        try (Tokenizer tokenizer = Tokenizer.open(TinyTokenizer.write(folder))) {
            SpecialTokens special = SpecialTokens.of(tokenizer, TinyTokenizer.config(700));
            String words = RecognitionPrompt.of(Optional.empty(), Hints.NONE);
            int[] ids =
                    new ChatTemplate(tokenizer, special, 2)
                            .render(
                                    List.of(
                                            new Message(
                                                    Role.HUMAN,
                                                    List.of(
                                                            new Part.Words(words),
                                                            new Part.Audio(SOUND_TOKENS)))))
                            .ids();

            JsonNode reference = TinyTokenizer.reference().get("prompts").get(REFERENCE);
            assertArrayEquals(TinyTokenizer.ids(reference.get("ids")), ids);
        }
    }

    @Test
    void whatIsKnownIsToldBehindThePublishedWords() {
        Hints hints =
                Hints.NONE
                        .withDialect("Cantonese")
                        .withDomain("medicine")
                        .withTopic("a visit")
                        .withNames(List.of("Ada", "statin"));

        assertEquals(
                RecognitionPrompt.PUBLISHED
                        + " Language: Chinese. Dialect: Cantonese. Domain: medicine. Topic: a"
                        + " visit. Names: Ada, statin.",
                RecognitionPrompt.of(Optional.of("Chinese"), hints));
        assertEquals(
                RecognitionPrompt.PUBLISHED, RecognitionPrompt.of(Optional.empty(), Hints.NONE));
    }
}
