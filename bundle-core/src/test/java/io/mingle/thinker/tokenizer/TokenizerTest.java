package io.mingle.thinker.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.InternalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenizerTest {

    @TempDir private Path folder;
    private Tokenizer tokenizer;

    @BeforeEach
    void open() {
        tokenizer = Tokenizer.open(TinyTokenizer.write(folder));
    }

    @AfterEach
    void close() {
        tokenizer.close();
    }

    static Stream<JsonNode> referenceTexts() {
        return StreamSupport.stream(TinyTokenizer.reference().get("plain").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("referenceTexts")
    void encodesLikeTheReference(JsonNode reference) {
        String text = reference.get("text").textValue();
        assertArrayEquals(TinyTokenizer.ids(reference.get("ids")), tokenizer.encode(text), text);
    }

    @ParameterizedTest
    @MethodSource("referenceTexts")
    void decodingGivesTheNormalisedTextBack(JsonNode reference) {
        String text = reference.get("text").textValue();
        assertEquals(
                Normalizer.normalize(text, Normalizer.Form.NFC),
                tokenizer.decode(TinyTokenizer.ids(reference.get("ids"))));
    }

    @Test
    void noTextTurnsIntoASpecialToken() {
        for (JsonNode token : TinyTokenizer.json().get("added_tokens")) {
            String content = token.get("content").textValue();
            int[] ids = tokenizer.encode(content);
            assertTrue(Arrays.stream(ids).allMatch(id -> id < TinyTokenizer.FIRST_SPECIAL));
            assertEquals(content, tokenizer.decode(ids));
        }
    }

    @Test
    void findsSpecialTokensByTheirText() {
        assertEquals(OptionalInt.of(660), tokenizer.special("<role>"));
        assertEquals(OptionalInt.of(126348 - TinyTokenizer.OFFSET), tokenizer.special("</image>"));
        assertEquals(OptionalInt.empty(), tokenizer.special("<Role>"));
        assertEquals(OptionalInt.empty(), tokenizer.special("a"));
        assertEquals(688, tokenizer.size());
    }

    @Test
    void longTextIsNotCutOff() {
        assertEquals(100_001, tokenizer.encode("a ".repeat(100_000)).length);
    }

    @Test
    void halfOfASurrogatePairBecomesAReplacement() {
        for (String text : new String[] {"a\ud83d", "\ude42b", "\ude42\ud83d", "x\ud83dy"}) {
            String expected = text.replace('\ud83d', '\ufffd').replace('\ude42', '\ufffd');
            assertEquals(expected, tokenizer.decode(tokenizer.encode(text)));
        }
        assertEquals("🙂", tokenizer.decode(tokenizer.encode("🙂")));
    }

    @Test
    void leavesOutSpecialAndUnknownIds() {
        assertEquals("ab", tokenizer.decode(660, 64, 401, 688, 65, 126463, -1, Integer.MAX_VALUE));
    }

    @Test
    void everyByteStandsForItself() {
        for (int id = 0; id < 94; id++) {
            assertEquals(String.valueOf((char) ('!' + id)), tokenizer.decode(id));
        }
        assertEquals("\n", tokenizer.decode(198));
        assertEquals(" ", tokenizer.decode(220));
    }

    @Test
    void severalThreadsMayEncode() throws Exception {
        int[] expected = tokenizer.encode("Where is the blue star?");
        inParallel(
                100,
                () -> assertArrayEquals(expected, tokenizer.encode("Where is the blue star?")));
    }

    @Test
    void closingWhileOthersEncodeIsOrderly() throws Exception {
        inParallel(
                50,
                () -> {
                    try {
                        tokenizer.encode("Where is the blue star?");
                        tokenizer.close();
                    } catch (InternalException e) {
                        assertTrue(e.getMessage().contains("closed"));
                    }
                });
        assertThrows(InternalException.class, () -> tokenizer.encode("x"));
        tokenizer.close();
    }

    @Test
    void theCallersContextClassLoaderDoesNotMatter() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader empty = new ClassLoader(null) {};
        thread.setContextClassLoader(empty);
        try (Tokenizer other = Tokenizer.open(folder.resolve("tokenizer.json"))) {
            assertEquals(1, other.encode("a").length);
            assertEquals(empty, thread.getContextClassLoader());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    static Stream<Consumer<ObjectNode>> damages() {
        return Stream.of(
                json -> json.remove("model"),
                json -> json.remove("decoder"),
                json -> json.withObjectProperty("decoder").put("type", "WordPiece"),
                json -> json.withObjectProperty("model").putArray("vocab"),
                json -> json.withObjectProperty("model").withObjectProperty("vocab").put("a", -1),
                json ->
                        json.withObjectProperty("model")
                                .withObjectProperty("vocab")
                                .put("a", 1 << 30),
                json -> json.withObjectProperty("model").withObjectProperty("vocab").put("a", 1.5),
                json -> json.withObjectProperty("model").withObjectProperty("vocab").put("a", "64"),
                json -> json.withObjectProperty("model").withObjectProperty("vocab").put("a", 65),
                json -> json.withObjectProperty("model").put("type", "Nonsense"),
                json -> json.withObjectProperty("model").withArray("merges").add("no such"),
                json -> ((ObjectNode) json.get("added_tokens").get(0)).remove("content"),
                json -> ((ObjectNode) json.get("added_tokens").get(0)).put("id", -5));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void refusesDamagedFiles(Consumer<ObjectNode> damage) throws IOException {
        ObjectNode json = TinyTokenizer.json();
        damage.accept(json);
        Path file = Files.writeString(folder.resolve("bad.json"), json.toString());
        BrokenModelException error =
                assertThrows(BrokenModelException.class, () -> Tokenizer.open(file).close());
        assertTrue(error.getMessage().contains("bad.json"), error.getMessage());
    }

    @Test
    void refusesFilesThatAreNoJson() throws IOException {
        for (String text : new String[] {"", "[]", "{", "{}"}) {
            Path file = Files.writeString(folder.resolve("bad.json"), text);
            assertThrows(BrokenModelException.class, () -> Tokenizer.open(file).close());
        }
    }

    private static void inParallel(int rounds, Runnable call)
            throws InterruptedException, ExecutionException, TimeoutException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                calls.add(
                        threads.submit(
                                () -> {
                                    for (int round = 0; round < rounds; round++) {
                                        call.run();
                                    }
                                }));
            }
            for (Future<?> each : calls) {
                each.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
