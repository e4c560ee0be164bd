package io.mingle.thinker.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.BrokenModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecialTokensTest {

    @TempDir private Path folder;

    @Test
    void findsTheIdsOfTheModel() {
        try (Tokenizer tokenizer = Tokenizer.open(TinyTokenizer.write(folder))) {
            SpecialTokens special = SpecialTokens.of(tokenizer, TinyTokenizer.config(700));
            SpecialTokens.Audio audio = new SpecialTokens.Audio(678, 677, 679);
            assertEquals(
                    new SpecialTokens(
                            660,
                            661,
                            667,
                            668,
                            666,
                            669,
                            OptionalInt.of(670),
                            401,
                            Optional.of(audio)),
                    special);
        }
    }

    @Test
    void refusesATokenizerOfAnotherModel() {
        try (Tokenizer tokenizer = Tokenizer.open(TinyTokenizer.write(folder))) {
            BrokenModelException error =
                    assertThrows(
                            BrokenModelException.class,
                            () -> SpecialTokens.of(tokenizer, TinyTokenizer.config(687)));
            assertTrue(error.getMessage().contains("ids up to 687"), error.getMessage());
            assertTrue(error.getMessage().contains("vocab_size is 687"), error.getMessage());
        }
    }

    @Test
    void aTokenizerWithoutSoundsIsTaken() throws IOException {
        ObjectNode json = TinyTokenizer.json();
        json.withArray("added_tokens").remove(277);
        Path file = Files.writeString(folder.resolve("tokenizer.json"), json.toString());
        try (Tokenizer tokenizer = Tokenizer.open(file)) {
            assertEquals(
                    Optional.empty(),
                    SpecialTokens.of(tokenizer, TinyTokenizer.config(700)).audio());
        }
    }

    @Test
    void refusesATokenizerWithoutRoles() throws IOException {
        ObjectNode json = TinyTokenizer.json();
        json.withArray("added_tokens").remove(260);
        Path file = Files.writeString(folder.resolve("tokenizer.json"), json.toString());
        try (Tokenizer tokenizer = Tokenizer.open(file)) {
            BrokenModelException error =
                    assertThrows(
                            BrokenModelException.class,
                            () -> SpecialTokens.of(tokenizer, TinyTokenizer.config(700)));
            assertTrue(error.getMessage().contains("no special token \"<role>\""));
        }
    }
}
