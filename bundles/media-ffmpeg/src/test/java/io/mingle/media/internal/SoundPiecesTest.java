package io.mingle.media.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound;
import io.mingle.api.content.SoundSource;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.media.DecodedSound;
import io.mingle.api.media.SoundPieces;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sounds that are handed on while they are decoded. */
@Timeout(120)
class SoundPiecesTest {

    @TempDir Path folder;

    private final FfmpegReader reader = Reference.reader();

    static List<String> files() {
        return Reference.names("sounds.json");
    }

    @ParameterizedTest
    @MethodSource("files")
    void thePiecesOfAFileInARowAreTheWhole(String name) throws IOException {
        Sound sound = Reference.sound(name);
        DecodedSound whole = reader.sound(sound, 300);
        Path file = Files.write(folder.resolve(name), sound.bytes());

        WholeSound pieces = new WholeSound();
        List<String> warnings = reader.sound(new SoundSource.OnDisk(file), 300, pieces);

        assertEquals(whole.rate(), pieces.decoded(warnings).rate());
        assertArrayEquals(whole.samples(), pieces.decoded(warnings).samples());
        assertEquals(whole.warnings(), warnings);
    }

    /** Six hours of silence at 8 kHz take 165 MiB in the file, and would take 660 in memory. */
    @Test
    void hoursTakeNoMemory() throws IOException {
        int hours = 6;
        Path file = silence(hours * 3600 * 8_000);
        Measure measure = new Measure();

        reader.sound(new SoundSource.OnDisk(file), 24 * 3600, measure);

        assertEquals(hours * 3600.0, measure.said, 0.1);
        assertEquals(hours * 3600L * 8_000, measure.samples);
        assertTrue(measure.longest < 1 << 20, measure.longest + " samples in a piece");
    }

    @Test
    void theLimitIsMetWhateverTheHeaderSays() throws IOException {
        Path file = silence(8_000);
        Measure measure = new Measure();

        assertThrows(
                ContentTooLargeException.class,
                () -> reader.sound(new SoundSource.OnDisk(file), 0.5, measure));
        assertTrue(measure.samples <= 4_000, measure.samples + " samples");
    }

    @Test
    void whatTheTakerThrowsIsTheCallers() {
        IllegalStateException thrown = new IllegalStateException("enough");
        SoundPieces taker =
                (samples, count) -> {
                    throw thrown;
                };

        assertSame(
                thrown,
                assertThrows(
                        IllegalStateException.class,
                        () ->
                                reader.sound(
                                        new SoundSource.InMemory(Reference.sound("tone.flac")),
                                        300,
                                        taker)));
    }

    @Test
    void aFileThatIsNotThereAndAFolderAreTold() {
        assertTold("does not exist. Check the path.", folder.resolve("none.wav"));
        assertTold("is a folder. Name one file inside it.", folder);
    }

    private void assertTold(String told, Path path) {
        UnreadableContentException error =
                assertThrows(
                        UnreadableContentException.class,
                        () -> reader.sound(new SoundSource.OnDisk(path), 1, new Measure()));
        assertEquals("The sound '%s' %s".formatted(path, told), error.getMessage());
    }

    /** 8 bits at 8 kHz; the samples are a hole in the file. */
    private Path silence(int samples) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
        header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples);
        header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        header.putShort((short) 1).putShort((short) 1).putInt(8_000).putInt(8_000);
        header.putShort((short) 1).putShort((short) 8);
        header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples);
        Path file = Files.write(folder.resolve("silence.wav"), header.array());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), 43L + samples);
        }
        return file;
    }

    /** Counts what it is given. */
    private static final class Measure implements SoundPieces {
        private double said;
        private long samples;
        private int longest;

        @Override
        public void begin(int rate, double seconds) {
            said = seconds;
        }

        @Override
        public void take(float[] piece, int count) {
            samples += count;
            longest = Math.max(longest, count);
        }
    }
}
