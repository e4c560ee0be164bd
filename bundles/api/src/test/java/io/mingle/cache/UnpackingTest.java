package io.mingle.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackingTest {

    @TempDir Path folder;
    @TempDir Path bundle;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFileIsCopiedOnceAndThenTakenAsItIs() throws IOException {
        URL carried = Files.writeString(bundle.resolve("it"), "carried").toUri().toURL();
        Unpacking.copy(carried, folder, "library.so");
        assertEquals("carried", Files.readString(folder.resolve("library.so")));
        Files.writeString(folder.resolve("library.so"), "another's");
        Unpacking.copy(carried, folder, "library.so");
        assertEquals("another's", Files.readString(folder.resolve("library.so")));
        assertEquals(List.of("library.so"), names());
    }

    @Test
    void whatIsNotThereOrCannotBeReadLeavesNothing() throws IOException {
        URL gone = bundle.resolve("gone").toUri().toURL();
        assertThrows(IOException.class, () -> Unpacking.copy(gone, folder, "library.so"));
        IOException lacking =
                assertThrows(IOException.class, () -> Unpacking.copy(null, folder, "library.so"));
        assertEquals("the bundle lacks library.so", lacking.getMessage());
        assertEquals(List.of(), names());
    }
}
