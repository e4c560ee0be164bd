package io.mingle.host.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.error.UnreadableContentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FolderStreamTest {

    @TempDir private Path folder;

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }

    private static String text(Optional<Picture> frame) {
        return new String(frame.orElseThrow().bytes());
    }

    @Test
    void framesComeByNameAndThoseWrittenLaterToo() throws Exception {
        write("b.png", "b");
        write("a.png", "a");
        write(".hidden", "x");
        try (FolderStream stream = new FolderStream(folder, Duration.ofSeconds(50))) {
            assertEquals("a", text(stream.next()));
            assertEquals("b", text(stream.next()));
            CompletableFuture<Void> writing =
                    CompletableFuture.runAsync(
                            () -> {
                                try {
                                    write("c.png", "c");
                                } catch (Exception e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            assertEquals("c", text(stream.next()));
            writing.get(50, TimeUnit.SECONDS);
        }
    }

    @Test
    void aFolderIntoWhichNobodyWritesAnyMoreHasEnded() throws Exception {
        write("a.png", "a");
        try (FolderStream stream = new FolderStream(folder, Duration.ofMillis(500))) {
            assertEquals("a", text(stream.next()));
            assertEquals(Optional.empty(), stream.next());
        }
    }

    @Test
    void aFileThatStaysEmptyHoldsLaterOnesUpForAWhileOnly() throws Exception {
        write("a.png", "");
        write("b.png", "b");
        try (FolderStream stream = new FolderStream(folder, Duration.ofMillis(500))) {
            assertEquals("b", text(stream.next()));
            assertEquals(Optional.empty(), stream.next());
        }
    }

    @Test
    void whatIsNoFolderIsTold() {
        UnreadableContentException told =
                assertThrows(
                        UnreadableContentException.class,
                        () -> new FolderStream(folder.resolve("no"), Duration.ofSeconds(1)));
        assertTrue(told.getMessage().contains("is no folder"), told.getMessage());
    }
}
