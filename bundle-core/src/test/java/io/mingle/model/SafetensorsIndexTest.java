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
import java.util.TreeMap;
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
                "sub/../../secret.safetensors",
                "sub/./../secret.safetensors",
                "sub//model.safetensors",
                "sub/.safetensors",
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
            strings = {
                "model 1 of 2.safetensors",
                "Gr\u00f6\u00dfe.safetensors",
                "Gro\u0308\u00dfe.safetensors",
                "\u6a21\u578b.safetensors",
                "\ud83d\udce6.safetensors",
                "(copy) [1]&#%.safetensors",
                "sub/model.safetensors",
                "./sub/gr\u00f6\u00dfer/model 1.safetensors"
            })
    void acceptsAnyNameInsideTheFolder(String shard) throws IOException {
        Files.createDirectories(folder.resolve(shard).getParent());
        RawSafetensors.tensors(folder.resolve(shard), "a");
        list(Map.of("a", shard));
        SafetensorsIndex index = SafetensorsIndex.open(folder);
        assertTrue(Files.isSameFile(folder.resolve(shard), index.entry("a").file()));
    }

    @Test
    void findsAccentsThatAreWrittenOtherwiseOnTheDisk() throws IOException {
        String joined = "gr\u00f6\u00dfer/\u00e4.safetensors";
        String apart = "gro\u0308\u00dfer/a\u0308.safetensors";
        Files.createDirectory(folder.resolve(apart).getParent());
        RawSafetensors.tensors(folder.resolve(apart), "a", "b");
        list(new TreeMap<>(Map.of("a", joined, "b", apart)));
        SafetensorsIndex index = SafetensorsIndex.open(folder);
        assertEquals(2, index.tensors().size());
        assertEquals(1, index.files().size());
    }

    @Test
    void namesShardsThatWereNotFetchedTogether() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        for (int i = 1; i <= 5; i++) {
            String shard = "model-%s.safetensors".formatted(i);
            Files.writeString(
                    folder.resolve(shard),
                    "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n");
            listed.put("t" + i, shard);
        }
        list(listed);
        String message = refused();
        assertTrue(message.contains("(1 problem)"), message);
        assertTrue(
                message.contains(
                        "model-1.safetensors, model-2.safetensors, model-3.safetensors and 2 more"
                                + " are Git LFS pointers, not the files; fetch them with 'git lfs"
                                + " pull'"),
                message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/", "./"})
    void refusesNamesOfSoManyStepsThatNoSystemHasThem(String step) throws IOException {
        String shard = step.repeat(5_000) + "x.safetensors";
        Files.writeString(
                folder.resolve("model.safetensors.index.json"),
                "{\"weight_map\":{\"a\":\"" + shard + "\"}}");
        assertTrue(refused().contains("is refused"), refused());
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
