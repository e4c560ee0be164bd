package io.mingle.api.content;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound.Channels;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundTest {

    @TempDir Path folder;

    @Test
    void aFileIsReadWholeAndNamedLikeItself() throws IOException {
        Path file = Files.write(folder.resolve("speech.wav"), new byte[] {1, 2, 3});

        Sound sound = Sound.read(file);

        assertEquals("speech.wav", sound.name());
        assertArrayEquals(new byte[] {1, 2, 3}, sound.bytes());
    }

    @Test
    void aMissingFileIsNamedInTheMessage() {
        Path file = folder.resolve("no.wav");

        UnreadableContentException error =
                assertThrows(UnreadableContentException.class, () -> Sound.read(file));
        assertTrue(error.getMessage().contains("no.wav' does not exist"), error.getMessage());
    }

    @Test
    void foldersAndEmptyFilesAreUnreadable() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.wav"));

        assertThrows(UnreadableContentException.class, () -> Sound.read(folder));
        assertThrows(UnreadableContentException.class, () -> Sound.read(empty));
    }

    @Test
    void aFileAboveTheLimitIsRefused() throws IOException {
        Path file = folder.resolve("huge.wav");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(Sound.MAX_BYTES + 1L);
        }

        ContentTooLargeException error =
                assertThrows(ContentTooLargeException.class, () -> Sound.read(file));
        assertTrue(error.getMessage().contains("huge.wav"), error.getMessage());
    }

    @Test
    void aSoundNeedsANameAndBytes() {
        assertThrows(InvalidRequestException.class, () -> new Sound(" ", new byte[] {1}));
        assertThrows(InvalidRequestException.class, () -> new Sound("a", new byte[0]));
        assertThrows(InvalidRequestException.class, () -> new Sound("a", null));
        assertThrows(InvalidRequestException.class, () -> Sound.read(null));
    }

    @Test
    void allChannelsAreHeardUnlessOthersAreAskedFor() {
        Sound sound = new Sound("a", new byte[] {1});

        assertEquals(Channels.MIXED, sound.channels());
        Sound first = sound.withChannels(Channels.FIRST);
        assertEquals(new Sound("a", new byte[] {1}, Channels.FIRST), first);
        assertNotEquals(sound, first);
        assertThrows(InvalidRequestException.class, () -> sound.withChannels(null));
    }

    @Test
    void soundsAreEqualByNameAndContentAndDoNotPrintTheirBytes() {
        Sound sound = new Sound("a", new byte[] {1});

        assertEquals(new Sound("a", new byte[] {1}), sound);
        assertEquals(new Sound("a", new byte[] {1}).hashCode(), sound.hashCode());
        assertNotEquals(new Sound("a", new byte[] {2}), sound);
        assertEquals("Sound[name=a, bytes=1, channels=MIXED]", sound.toString());
    }
}
