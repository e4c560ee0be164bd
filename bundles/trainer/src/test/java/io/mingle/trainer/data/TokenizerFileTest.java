package io.mingle.trainer.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.BrokenModelException;
import io.mingle.thinker.tokenizer.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerFileTest {

    @TempDir Path folder;

    @Test
    void everyWordOfEveryQuestionIsOneToken() {
        List<BytePairs.Merge> merges = BytePairs.learn(Corpus.words());
        for (String text : Corpus.words()) {
            long words = text.split("[^A-Za-z]+").length;
            long tokens =
                    BytePairs.encode(text, merges).stream()
                            .filter(token -> token.matches("Ġ?[A-Za-z]+"))
                            .count();
            assertEquals(words, tokens, text);
        }
        assertEquals(
                List.of("How", "Ġmany", "Ġred", "Ġcircles", "Ġare", "Ġthere", "?"),
                BytePairs.encode("How many red circles are there?", merges));
    }

    @Test
    void printedLinesAndNumbersAreOneTokenPerCharacter() {
        List<BytePairs.Merge> merges = BytePairs.learn(Corpus.words());
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 5_000; i++) {
            String text = LineText.of(random, 12);
            assertEquals(List.of(text.replace(' ', 'Ġ').split("")), BytePairs.encode(text, merges));
        }
        assertEquals("[102,Ġ340,Ġ9]", String.join("", BytePairs.encode("[102, 340, 9]", merges)));
        assertEquals(13, BytePairs.encode("[102, 340, 9]", merges).size());
    }

    @Test
    void theFirstIdsAreTheBytesInPublishedOrder() throws Exception {
        TokenizerFile.of(Corpus.words(), List.of()).write(folder);
        JsonNode vocabulary = read("tokenizer.json").path("model").path("vocab");
        assertEquals(0, vocabulary.path("!").asInt(-1));
        assertEquals(93, vocabulary.path("~").asInt());
        assertEquals(198, vocabulary.path("Ċ").asInt());
        assertEquals(220, vocabulary.path("Ġ").asInt());
    }

    @Test
    void idsAreUniqueWithoutGapsAndEveryMergeHasOne() throws Exception {
        Vocabulary written = TokenizerFile.of(Corpus.words(), List.of()).write(folder);
        JsonNode root = read("tokenizer.json");
        BitSet ids = new BitSet();
        root.path("model").path("vocab").forEach(id -> take(ids, id.asInt()));
        root.path("added_tokens").forEach(token -> take(ids, token.path("id").asInt()));
        assertEquals(written.size(), ids.nextClearBit(0));
        assertEquals(written.size(), ids.length());
        assertTrue(written.size() < 768, "size " + written.size());
        root.path("model")
                .path("merges")
                .forEach(
                        merge ->
                                assertTrue(
                                        root.path("model")
                                                .path("vocab")
                                                .has(merge.asText().replace(" ", "")),
                                        merge.asText()));
    }

    private static void take(BitSet ids, int id) {
        assertTrue(!ids.get(id), "id " + id + " is given twice");
        ids.set(id);
    }

    @Test
    void rolesAreTextAndTheOtherAddedTokensAreSpecial() throws Exception {
        Vocabulary written = TokenizerFile.of(Corpus.words(), List.of()).write(folder);
        for (JsonNode token : read("tokenizer.json").path("added_tokens")) {
            String text = token.path("content").asText();
            boolean role = text.equals("HUMAN") || text.equals("ASSISTANT");
            assertEquals(!role, token.path("special").asBoolean(), text);
            assertEquals(written.id(text), token.path("id").asInt());
        }
        for (String text :
                List.of(
                        "<role>",
                        "</role>",
                        "<image>",
                        "<imagePatch>",
                        "</image>",
                        "<|endoftext|>",
                        "HUMAN")) {
            assertTrue(written.id(text) >= 256, text);
        }
        assertEquals("<|endoftext|>", read("tokenizer_config.json").path("eos_token").asText());
    }

    @Test
    void theSameCorpusGivesTheSameFileAndItCanBeReadBack() throws Exception {
        Vocabulary written = TokenizerFile.of(Corpus.words(), List.of()).write(folder.resolve("a"));
        TokenizerFile.of(Corpus.words(), List.of()).write(folder.resolve("b"));
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("a/tokenizer.json")),
                Files.readAllBytes(folder.resolve("b/tokenizer.json")));
        assertEquals(written, Vocabulary.read(folder.resolve("a")));
    }

    @Test
    void aMissingOrForeignFileAndAnUnknownTokenAreNamed() throws Exception {
        assertThrows(BrokenModelException.class, () -> Vocabulary.read(folder.resolve("none")));
        Files.writeString(folder.resolve("tokenizer.json"), "{\"model\": 3}");
        BrokenModelException error =
                assertThrows(BrokenModelException.class, () -> Vocabulary.read(folder));
        assertTrue(error.getMessage().contains("tokenizer.json"), error.getMessage());
        Vocabulary written = TokenizerFile.of(List.of("how many"), List.of()).write(folder);
        error = assertThrows(BrokenModelException.class, () -> written.id("<nose>"));
        assertTrue(error.getMessage().contains("<nose>"), error.getMessage());
    }

    @Test
    void whatIsAddedToATokenizerComesBehindAllThatItHas() throws Exception {
        Vocabulary before = TokenizerFile.of(Corpus.words(), List.of("<a>")).write(folder);
        byte[] file = Files.readAllBytes(folder.resolve("tokenizer.json"));
        Path same = folder.resolve("same");
        TokenizerFile.grown(folder, List.of(), List.of("<a>")).write(same);
        assertArrayEquals(file, Files.readAllBytes(same.resolve("tokenizer.json")));

        Path more = folder.resolve("more");
        Vocabulary grown =
                TokenizerFile.grown(folder, List.of(), List.of("<a>", "<click>", "<b>"))
                        .write(more);

        assertEquals(before.size() + 2, grown.size());
        assertEquals(before.size(), grown.id("<click>"));
        assertEquals(before.size() + 1, grown.id("<b>"));
        before.added().forEach((token, id) -> assertEquals(id, grown.id(token), token));
        try (Tokenizer tokenizer = Tokenizer.open(more.resolve("tokenizer.json"))) {
            assertEquals(grown.id("<b>"), tokenizer.special("<b>").getAsInt());
            assertTrue(tokenizer.encode("<b>").length > 1, "typed by a person");
        }
    }

    @Test
    void wordsThatAVocabularyGrowsByAreOneTokenEachAndNoTextThatWasLearntChanges()
            throws Exception {
        Vocabulary before = TokenizerFile.of(Corpus.words(), List.of()).write(folder);
        Path more = folder.resolve("more");
        Vocabulary grown = TokenizerFile.grown(folder, Corpus.grown(), List.of()).write(more);
        before.added().forEach((token, id) -> assertEquals(id, grown.id(token), token));
        assertTrue(grown.size() > before.size() && grown.size() < 2048, "" + grown.size());
        try (Tokenizer old = Tokenizer.open(folder.resolve("tokenizer.json"));
                Tokenizer now = Tokenizer.open(more.resolve("tokenizer.json"))) {
            for (String text : Corpus.words()) {
                assertArrayEquals(old.encode(text), now.encode(text), text);
            }
            SplittableRandom random = new SplittableRandom(3);
            for (int i = 0; i < 2_000; i++) {
                String line = LineText.of(random, 12);
                assertArrayEquals(old.encode(line), now.encode(line), line);
            }
            for (String text : Corpus.grown()) {
                int[] ids = now.encode(text);
                assertEquals(text, now.decode(ids));
                Matcher words = Pattern.compile(" ?[A-Z]?[a-z]+|[\\u2E80-\\uFFFF]").matcher(text);
                while (words.find()) {
                    assertEquals(1, now.encode(words.group()).length, words.group());
                }
            }
            assertEquals(1, now.encode(" |").length);
            assertEquals(1, now.encode(" |\n").length);
            assertTrue(now.special("HUMAN").isPresent());
        }
        assertEquals(grown, Vocabulary.read(more));
    }

    @Test
    void oneTextMoreChangesNoIdsBeforeItAndGrowingTwiceIsGrowingOnce() throws Exception {
        TokenizerFile.of(Corpus.words(), List.of()).write(folder);
        Path first = folder.resolve("first");
        TokenizerFile.grown(folder, List.of("the elephant"), List.of()).write(first);
        TokenizerFile again = TokenizerFile.grown(first, List.of("the elephant"), List.of());
        again.write(folder.resolve("again"));
        assertArrayEquals(
                Files.readAllBytes(first.resolve("tokenizer.json")),
                Files.readAllBytes(folder.resolve("again/tokenizer.json")));
        List<String> two = List.of("the elephant", "phantom elements");
        TokenizerFile.grown(folder, two, List.of()).write(folder.resolve("two"));
        JsonNode all = read("two/tokenizer.json").at("/model/vocab");
        read("first/tokenizer.json")
                .at("/model/vocab")
                .properties()
                .forEach(it -> assertEquals(it.getValue(), all.get(it.getKey()), it.getKey()));
    }

    @Test
    void addedTokensStandInAGrownVocabularySoThatOtherProgramsNumberThemAlike() throws Exception {
        TokenizerFile.of(Corpus.words(), List.of()).write(folder);
        TokenizerFile.grown(folder, List.of("elephant"), List.of()).write(folder);
        JsonNode words = read("tokenizer.json").at("/model/vocab");
        for (JsonNode token : read("tokenizer.json").path("added_tokens")) {
            assertEquals(token.path("id"), words.path(token.path("content").asText()));
        }
    }

    @Test
    void mergesThatAreWrittenAsListsGrowByLists() throws Exception {
        TokenizerFile.of(Corpus.words(), List.of()).write(folder);
        Path lists = folder.resolve("lists");
        TokenizerFile.of(Corpus.words(), List.of()).write(lists);
        JsonNode all = read("lists/tokenizer.json");
        ArrayNode pairs = ((ObjectNode) all.path("model")).putArray("merges");
        for (JsonNode merge : read("tokenizer.json").at("/model/merges")) {
            String[] both = merge.asText().split(" ");
            pairs.addArray().add(both[0]).add(both[1]);
        }
        new ObjectMapper().writeValue(lists.resolve("tokenizer.json").toFile(), all);
        TokenizerFile.grown(folder, List.of("the elephant"), List.of()).write(folder);
        TokenizerFile.grown(lists, List.of("the elephant"), List.of()).write(lists);
        try (Tokenizer one = Tokenizer.open(folder.resolve("tokenizer.json"));
                Tokenizer other = Tokenizer.open(lists.resolve("tokenizer.json"))) {
            assertEquals(2, other.encode("the elephant").length);
            assertArrayEquals(one.encode("the elephant"), other.encode("the elephant"));
        }
    }

    @Test
    void aTokenThatIsThereOrIsAskedForTwiceIsAddedOnce() throws Exception {
        Vocabulary plain = TokenizerFile.of(Corpus.words(), List.of()).write(folder);
        List<String> asked = List.of("<image>", "<mask>", "HUMAN", "<mask>");
        Vocabulary now = TokenizerFile.of(Corpus.words(), asked).vocabulary();
        assertEquals(plain.size() + 1, now.size());
        assertEquals(plain.size(), now.id("<mask>"));
        assertEquals(plain.id("<image>"), now.id("<image>"));
        assertEquals(now, TokenizerFile.grown(folder, List.of(), asked).vocabulary());
    }

    @Test
    void aTokenizerThatIsNotThereIsNamed() {
        BrokenModelException error =
                assertThrows(
                        BrokenModelException.class,
                        () -> TokenizerFile.grown(folder.resolve("none"), List.of(), List.of()));
        assertTrue(error.getMessage().contains("tokenizer.json"), error.getMessage());
    }

    private JsonNode read(String name) throws Exception {
        return new ObjectMapper().readTree(folder.resolve(name).toFile());
    }
}
