package io.mingle.api.content;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureTest {

    @TempDir Path folder;

    @Test
    void aFileIsReadWholeAndNamedLikeItself() throws IOException {
        Path file = Files.write(folder.resolve("receipt.png"), new byte[] {1, 2, 3});

        Picture picture = Picture.read(file);

        assertEquals("receipt.png", picture.name());
        assertArrayEquals(new byte[] {1, 2, 3}, picture.bytes());
    }

    @Test
    void aMissingFileIsNamedInTheMessage() {
        Path file = folder.resolve("no.png");

        UnreadableContentException error =
                assertThrows(UnreadableContentException.class, () -> Picture.read(file));
        assertTrue(error.getMessage().contains("no.png' does not exist"), error.getMessage());
    }

    @Test
    void foldersAndEmptyFilesAreUnreadable() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.png"));

        assertThrows(UnreadableContentException.class, () -> Picture.read(folder));
        assertThrows(UnreadableContentException.class, () -> Picture.read(empty));
    }

    @Test
    void aFileAboveTheLimitIsRefused() throws IOException {
        Path file = folder.resolve("huge.tiff");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(Picture.MAX_BYTES + 1L);
        }

        ContentTooLargeException error =
                assertThrows(ContentTooLargeException.class, () -> Picture.read(file));
        assertTrue(error.getMessage().contains("huge.tiff"), error.getMessage());
    }

    @Test
    void aPictureNeedsANameAndBytes() {
        assertThrows(InvalidRequestException.class, () -> new Picture(" ", new byte[] {1}));
        assertThrows(InvalidRequestException.class, () -> new Picture("a", new byte[0]));
        assertThrows(InvalidRequestException.class, () -> new Picture("a", null));
        assertThrows(InvalidRequestException.class, () -> Picture.read(null));
    }

    @Test
    void picturesAreEqualByNameAndContentAndDoNotPrintTheirBytes() {
        Picture picture = new Picture("a", new byte[] {1});

        assertEquals(new Picture("a", new byte[] {1}), picture);
        assertEquals(new Picture("a", new byte[] {1}).hashCode(), picture.hashCode());
        assertNotEquals(new Picture("a", new byte[] {2}), picture);
        assertEquals("Picture[name=a, bytes=1]", picture.toString());
    }
}
