package io.mingle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsIndexTest {

    private static final String ONE = "model-00001-of-00002.safetensors";
    private static final String TWO = "model-00002-of-00002.safetensors";

    @TempDir private Path folder;

    @Test
    void readsASingleFile() throws IOException {
        RawSafetensors.tensors(folder.resolve("model.safetensors"), "a", "b");
        SafetensorsIndex index = SafetensorsIndex.open(folder);
        assertEquals(2, index.tensors().size());
        assertEquals(4, index.elements());
        assertEquals(8, index.bytes());
        assertEquals(folder.resolve("model.safetensors"), index.entry("a").file());
        assertTrue(index.find("c").isEmpty());
    }

    @Test
    void joinsShards() throws IOException {
        RawSafetensors.tensors(folder.resolve(ONE), "a", "b");
        RawSafetensors.tensors(folder.resolve(TWO), "c");
        list(Map.of("a", ONE, "b", ONE, "c", TWO));
        SafetensorsIndex index = SafetensorsIndex.open(folder);
        assertEquals("[a, b, c]", index.tensors().keySet().toString());
        assertEquals(folder.resolve(TWO), index.entry("c").file());
        assertEquals(2, index.files().size());
    }

    @Test
    void leavesOutWhatIsNotListed() throws IOException {
        RawSafetensors.tensors(folder.resolve(ONE), "a", "extra");
        list(Map.of("a", ONE));
        assertFalse(SafetensorsIndex.open(folder).tensors().containsKey("extra"));
    }

    @Test
    void namesTheTensorThatIsNotThere() throws IOException {
        RawSafetensors.tensors(folder.resolve("model.safetensors"), "a");
        SafetensorsIndex index = SafetensorsIndex.open(folder);
        BrokenModelException error =
                assertThrows(BrokenModelException.class, () -> index.entry("model.norm.weight"));
        assertTrue(error.getMessage().contains("has no tensor \"model.norm.weight\""));
    }

    @Test
    void reportsAllProblemsTogether() throws IOException {
        RawSafetensors.tensors(folder.resolve(ONE), "a", "b");
        RawSafetensors.tensors(folder.resolve(TWO), "b");
        Map<String, String> listed = new LinkedHashMap<>();
        listed.put("a", ONE);
        listed.put("b", ONE);
        listed.put("gone", TWO);
        listed.put("lost", "model-00003-of-00003.safetensors");
        list(listed);
        String message = refused();
        assertTrue(message.contains("(3 problems)"), message);
        assertTrue(message.contains("model-00003-of-00003.safetensors is missing"), message);
        assertTrue(message.contains("\"b\" lies in two shards, " + ONE + " and " + TWO), message);
        assertTrue(message.contains("\"gone\" is listed but is not in " + TWO), message);
    }

    @Test
    void writesOutTwentyProblemsAndCountsTheRest() throws IOException {
        RawSafetensors.tensors(folder.resolve(ONE), "a");
        Map<String, String> listed = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            listed.put("t" + i, ONE);
        }
        list(listed);
        String message = refused();
        assertTrue(message.contains("(50 problems)"), message);
        assertTrue(message.contains("\"t19\""), message);
        assertFalse(message.contains("\"t20\""), message);
        assertTrue(message.contains("and 30 more"), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.safetensors",
                "/etc/passwd",
                "sub/model.safetensors",
                "sub\\\\model.safetensors",
                "..",
                "",
                ".safetensors",
                "C:model.safetensors",
                "model.bin",
                "model.safetensors\\u0000"
            })
    void refusesNamesThatLeaveTheFolder(String shard) throws IOException {
        Files.createDirectories(folder.resolve("inner/sub"));
        RawSafetensors.tensors(folder.resolve("secret.safetensors"), "a");
        RawSafetensors.tensors(folder.resolve("inner/sub/model.safetensors"), "a");
        Files.writeString(
                folder.resolve("inner/model.safetensors.index.json"),
                "{\"weight_map\":{\"a\":\"" + shard + "\"}}");
        BrokenModelException error =
                assertThrows(
                        BrokenModelException.class,
                        () -> SafetensorsIndex.open(folder.resolve("inner")));
        assertTrue(error.getMessage().contains("is refused"), error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "{}", "{\"weight_map\":{}}", "{\"weight_map\":[\"a\"]}", "x", "{} {}"})
    void refusesAListThatIsNone(String json) throws IOException {
        Files.writeString(folder.resolve("model.safetensors.index.json"), json);
        assertTrue(refused().contains("model.safetensors.index.json"));
    }

    @Test
    void refusesTheSameTensorListedTwice() throws IOException {
        Files.writeString(
                folder.resolve("model.safetensors.index.json"),
                "{\"weight_map\":{\"a\":\"" + ONE + "\",\"a\":\"" + TWO + "\"}}");
        assertTrue(refused().contains("Duplicate"), refused());
    }

    @Test
    void refusesATensorWithoutAFile() throws IOException {
        Files.writeString(
                folder.resolve("model.safetensors.index.json"), "{\"weight_map\":{\"a\":1}}");
        assertTrue(refused().contains("\"a\" is listed without the name of a file"));
    }

    @Test
    void saysWhatAnEmptyFolderLacks() {
        assertTrue(refused().contains("has neither model.safetensors nor"));
    }

    private void list(Map<String, String> listed) throws IOException {
        String map =
                listed.entrySet().stream()
                        .map(e -> "\"" + e.getKey() + "\":\"" + e.getValue() + "\"")
                        .collect(Collectors.joining(","));
        Files.writeString(
                folder.resolve("model.safetensors.index.json"),
                "{\"metadata\":{\"total_size\":12},\"weight_map\":{" + map + "}}");
    }

    private String refused() {
        return assertThrows(BrokenModelException.class, () -> SafetensorsIndex.open(folder))
                .getMessage();
    }
}
