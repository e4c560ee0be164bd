package io.mingle.nano.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

    @TempDir private Path folder;
    private Path source;
    private Path models;

    @BeforeEach
    void writeFiles() throws IOException {
        source = Files.createDirectories(folder.resolve("source"));
        models = folder.resolve("cache/models");
        Files.createDirectories(source.resolve("talker"));
        Files.writeString(source.resolve("config.json"), "{}");
        Files.write(source.resolve("model.safetensors"), new byte[500_000]);
        Files.writeString(source.resolve("talker/config.json"), "{\"a\": 1}");
    }

    private Checkpoint checkpoint() throws IOException {
        Map<String, URL> files = new TreeMap<>();
        for (String name : List.of("config.json", "model.safetensors", "talker/config.json")) {
            files.put(name, source.resolve(name).toUri().toURL());
        }
        return new Checkpoint(files);
    }

    @Test
    void filesAreLaidOutAsTheyAre() throws Exception {
        Path unpacked = checkpoint().unpack(models, "0.1.0");
        assertTrue(unpacked.getFileName().toString().startsWith("nano-0.1.0-"));
        assertEquals("{}", Files.readString(unpacked.resolve("config.json")));
        assertEquals(500_000, Files.size(unpacked.resolve("model.safetensors")));
        assertEquals("{\"a\": 1}", Files.readString(unpacked.resolve("talker/config.json")));
        assertEquals(List.of(unpacked), children());
    }

    @Test
    void secondTimeNothingIsWritten() throws Exception {
        Path unpacked = checkpoint().unpack(models, "0.1.0");
        Object before = Files.getLastModifiedTime(unpacked.resolve("config.json"));
        Thread.sleep(20);
        assertEquals(unpacked, checkpoint().unpack(models, "0.1.0"));
        assertEquals(before, Files.getLastModifiedTime(unpacked.resolve("config.json")));
    }

    @Test
    void otherBytesGoToAnotherFolder() throws Exception {
        Path unpacked = checkpoint().unpack(models, "0.1.0");
        Files.write(source.resolve("model.safetensors"), new byte[] {1});
        Path other = checkpoint().unpack(models, "0.1.0");
        assertNotEquals(unpacked, other);
        assertEquals(500_000, Files.size(unpacked.resolve("model.safetensors")));
        assertEquals(1, Files.size(other.resolve("model.safetensors")));
    }

    @Test
    void folderThatIsNotWholeIsMadeAnew() throws Exception {
        Path unpacked = checkpoint().unpack(models, "0.1.0");
        Files.delete(unpacked.resolve("config.json"));
        Files.write(unpacked.resolve("model.safetensors"), new byte[3]);
        assertEquals(unpacked, checkpoint().unpack(models, "0.1.0"));
        assertEquals("{}", Files.readString(unpacked.resolve("config.json")));
        assertEquals(500_000, Files.size(unpacked.resolve("model.safetensors")));
    }

    @Test
    void startersAtTheSameTimeGetTheSameWholeFolder() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Long>> starts = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                starts.add(
                        () ->
                                Files.size(
                                        checkpoint()
                                                .unpack(models, "0.1.0")
                                                .resolve("model.safetensors")));
            }
            for (Future<Long> size : threads.invokeAll(starts, 60, TimeUnit.SECONDS)) {
                assertEquals(500_000, size.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(1, children().size());
    }

    private List<Path> children() throws IOException {
        try (Stream<Path> list = Files.list(models)) {
            return list.toList();
        }
    }
}
