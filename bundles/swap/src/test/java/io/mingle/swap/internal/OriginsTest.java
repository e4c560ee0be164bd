package io.mingle.swap.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginsTest {

    private static final Map<Path, String> NAMES =
            Map.of(
                    Path.of("/skills/a b=c.jar"), "com.example.a",
                    Path.of("/skills/Vögel.jar"), "com.example.birds");

    @TempDir private Path folder;

    @Test
    void whatIsKeptIsReadByTheNextOne() {
        Path list = folder.resolve("skills");
        assertEquals(Map.of(), new Origins(list).read());
        new Origins(list).keep(NAMES);
        Origins next = new Origins(list);
        assertEquals(NAMES, next.read());
        next.keep(Map.of());
        assertEquals(Map.of(), new Origins(list).read());
    }

    @Test
    void aBrokenListIsNoListAndIsWrittenAnew() throws Exception {
        Path list = Files.writeString(folder.resolve("skills"), "a=\\uXYZ");
        Origins origins = new Origins(list);
        assertEquals(Map.of(), origins.read());
        origins.keep(NAMES);
        assertEquals(NAMES, new Origins(list).read());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(list), files.toList());
        }
    }
}
