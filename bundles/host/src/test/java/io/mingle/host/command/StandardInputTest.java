package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Video;
import io.mingle.api.content.VideoSource;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.ErrorCode;
import io.mingle.api.understanding.Understanding;
import io.mingle.host.FakePlatform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are piped in, and what is mistaken for a file. */
class StandardInputTest {

    private static final byte[] BYTES = {1, 2, 3};

    private final AtomicReference<Conversation> asked = new AtomicReference<>();
    private final FakePlatform platform = new FakePlatform();
    private final CommandLineRun line =
            new CommandLineRun(platform, new ByteArrayInputStream(BYTES));

    @TempDir private Path folder;

    @BeforeEach
    void provide() {
        platform.with(
                        Understanding.class,
                        (question, options) -> {
                            asked.set(question);
                            return FakePlatform.answer("yes");
                        })
                .with(
                        Understanding.class,
                        (question, options) -> {
                            asked.set(question);
                            return FakePlatform.answer("yes");
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "/dev/stdin"})
    void aPictureMayBePipedIn(String name) {
        assertEquals(ExitCode.OK, line.run("ask", "--image", name, "What?"), line::err);
        assertEquals(
                List.of(new Picture("standard input", BYTES)), asked.get().content().subList(0, 1));
    }

    @Test
    void aSoundMayBePipedIn() {
        assertEquals(ExitCode.OK, line.run("ask", "--audio", "-"), line::err);
        assertEquals(List.of(new Sound("standard input", BYTES)), asked.get().content());
    }

    @Test
    void aVideoThatIsPipedInIsAFileAsLongAsItIsNeeded() {
        AtomicReference<byte[]> seen = new AtomicReference<>();
        AtomicReference<Path> file = new AtomicReference<>();
        platform.with(
                Understanding.class,
                (question, options) -> {
                    file.set(
                            ((VideoSource.OnDisk) ((Video) question.content().get(0)).source())
                                    .path());
                    seen.set(read(file.get()));
                    return FakePlatform.answer("yes");
                });
        assertEquals(ExitCode.OK, line.run("ask", "--video", "-", "What?"), line::err);
        assertArrayEquals(BYTES, seen.get());
        assertFalse(Files.exists(file.get()));
        assertFalse(Files.exists(file.get().getParent()));
    }

    @Test
    void itCanBeReadOnce() {
        assertEquals(ExitCode.USAGE, line.run("ask", "--image", "-", "--audio", "-", "What?"));
        assertTrue(line.err().contains("give one '-' only."), line.err());
        assertEquals(List.of(), line.starts());
    }

    @Test
    void nothingThatComesIsTold() {
        CommandLineRun empty = new CommandLineRun(platform);
        assertEquals(
                ErrorCode.UNREADABLE_CONTENT.exitCode(), empty.run("ask", "--image", "-", "What?"));
        assertEquals(
                "mingle: A picture was to come from the standard input, and nothing came. Pipe one"
                        + " into the command, or name a file. [unreadable-content]",
                empty.err().strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/a.png", "HTTP://x/y"})
    void anAddressIsNotFetchedAndThatIsSaid(String address) {
        assertEquals(ExitCode.USAGE, line.run("ask", "--image", address, "What?"));
        assertTrue(
                line.err()
                        .contains(
                                "'"
                                        + address
                                        + "' is an address, and nothing is fetched from the"
                                        + " network. Download it first, and name the file."),
                line.err());
        assertEquals(1, line.err().strip().lines().count());
    }

    @Test
    void theAddressOfAFileIsTaken() throws IOException {
        Path file = Files.write(folder.resolve("a b.png"), BYTES);
        assertEquals(ExitCode.OK, line.run("ask", "--image", file.toUri().toString(), "What?"));
        assertEquals(List.of(Picture.read(file)), asked.get().content().subList(0, 1));
        assertEquals(ExitCode.USAGE, line.run("ask", "--image", "file://elsewhere/a.png", "What?"));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
