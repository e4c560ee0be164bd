package io.mingle.host.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameworkStorageTest {

    @TempDir Path temporary;

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.toList();
        }
    }

    @Test
    void whatIsClosedLeavesNothing() throws IOException {
        FrameworkStorage storage = FrameworkStorage.in(temporary, "1-100");
        Files.writeString(storage.folder().resolve("file"), "content");

        storage.close();
        storage.close();

        assertEquals(List.of(), left());
    }

    @Test
    void whatOneOfTheDeadHasLeftGoesAtTheNextStart() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("mingle-framework-1-99-5"));
        Files.writeString(folder.resolve("file"), "content");
        Files.createFile(temporary.resolve("mingle-framework-1-99-5.lock"));
        Path strange = Files.createDirectory(temporary.resolve("mingle-framework-of-somebody"));

        FrameworkStorage.in(temporary, "1-100").close();

        assertEquals(List.of(strange), left());
    }

    @Test
    void theFolderOfOneThatLivesStays() throws IOException {
        try (FrameworkStorage living = FrameworkStorage.in(temporary, "1-100")) {
            FrameworkStorage.in(temporary, "2-100").close();

            assertTrue(Files.isDirectory(living.folder()));
        }
    }

    @Test
    void twoOfOneProcessHaveFoldersOfTheirOwn() throws IOException {
        try (FrameworkStorage one = FrameworkStorage.in(temporary, "1-100");
                FrameworkStorage other = FrameworkStorage.in(temporary, "1-100")) {
            assertNotEquals(one.folder(), other.folder());
        }
        assertEquals(List.of(), left());
    }
}
