package io.mingle.audio.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Sound;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.media.DecodedSound;
import io.mingle.api.media.MediaReader;
import io.mingle.api.media.VideoFile;
import io.mingle.parity.ReferenceValues;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SoundReaderTest {

    private final SoundReader reader = new SoundReader(300, Optional::empty);

    @ParameterizedTest
    @ValueSource(strings = {"u8", "s16", "s24", "s32", "f32", "f64", "mono16"})
    void theFirstChannelIsWhatLibsndfileReads(String name) {
        JsonNode expected =
                ReferenceValues.json(SoundReaderTest.class, "files/expected.json").get(name);
        Waveform found = reader.read(file(name + ".wav"));
        assertEquals(expected.get("rate").intValue(), found.rate());
        float[] first = new float[expected.get("first").size()];
        for (int i = 0; i < first.length; i++) {
            first[i] = expected.get("first").get(i).floatValue();
        }
        assertArrayEquals(first, found.samples());
    }

    @Test
    void chunksThatAreNotNeededAreSkipped() {
        Sound sound =
                new Wav()
                        .chunk("LIST", new byte[7])
                        .format(1, 1, 16_000, 2, 16)
                        .chunk("odd ", new byte[1])
                        .chunk("data", new byte[] {0, 64, 0, -64})
                        .named("tagged.wav");
        assertArrayEquals(new float[] {0.5f, -0.5f}, reader.read(sound).samples());
    }

    /** The first is what arecord writes to a pipe, the last what FFmpeg does. */
    @ParameterizedTest
    @ValueSource(longs = {0x7fff_ff00L, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL})
    void aStreamOfUnknownLengthEndsWithTheFile(long length) {
        assertArrayEquals(new float[] {0.5f, -0.5f}, reader.read(stream(length)).samples());
    }

    @Test
    void aLengthThatIsKnownAndNotThereIsADamage() {
        String message = refused(stream(0x7fff_feffL));
        assertTrue(message.contains("says that 2147483391 bytes of samples follow"), message);
    }

    private static Sound stream(long length) {
        return new Wav()
                .format(1, 1, 16_000, 2, 16)
                .chunk("data", length, new byte[] {0, 64, 0, -64})
                .named("piped.wav");
    }

    @Test
    void theDurationIsCheckedBeforeAnythingIsDecoded() {
        assertEquals(
                300_000,
                reader.read(Wav.of("just.wav", 1000, new short[300_000])).samples().length);
        ContentTooLargeException error =
                assertThrows(
                        ContentTooLargeException.class,
                        () -> reader.read(Wav.of("long.wav", 1000, new short[300_100])));
        assertEquals(
                "The sound 'long.wav' lasts 300.1 s; this model hears at most 300.0 s at a time."
                        + " Cut it into shorter ones.",
                error.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "short.flac, a FLAC sound",
        "short.mp3, an MP3 sound",
        "short.opus.ogg, an Opus sound",
        "short.vorbis.ogg, a Vorbis sound",
        "short.aiff, an AIFF sound",
        "short.ulaw.wav, a compressed WAV sound"
    })
    void otherFormatsAreNamedAndSoIsWhatToDo(String file, String kind) {
        String message = refused(file(file));
        assertTrue(message.contains("'" + file + "' looks like " + kind + ";"), message);
        assertTrue(
                message.contains("because the bundle io.mingle.media.ffmpeg is not installed."),
                message);
        assertTrue(message.contains("Install it, or convert the sound"), message);
    }

    @Test
    void whatIsNoSoundIsSaidToBeNone() {
        assertTrue(refused(text("hello")).contains("unknown data"));
        assertTrue(refused(text("\0\0\0\30ftypM4A \0")).contains("an M4A sound"));
        assertTrue(refused(text("%PDF-1.7")).contains("a PDF document"));
        assertTrue(refused(text("R")).contains("unknown data"));
    }

    @Test
    void whatIsNoPlainWavGoesToTheMediaReader() {
        List<String> asked = new ArrayList<>();
        MediaReader media =
                new MediaReader() {
                    @Override
                    public DecodedSound sound(Sound sound, double maxSeconds) {
                        asked.add(sound.name() + " " + maxSeconds);
                        return new DecodedSound(8_000, new float[] {0.5f});
                    }

                    @Override
                    public VideoFile open(Path file) {
                        throw new AssertionError("no video was asked for");
                    }
                };
        SoundReader both = new SoundReader(300, () -> Optional.of(media));

        assertArrayEquals(new float[] {0.5f}, both.read(file("short.mp3")).samples());
        assertEquals(8_000, both.read(file("short.ulaw.wav")).rate());
        assertEquals(16_000, both.read(file("s16.wav")).rate());
        assertThrows(UnreadableContentException.class, () -> both.read(text("%PDF-1.7")));
        assertEquals(List.of("short.mp3 300.0", "short.ulaw.wav 300.0"), asked);
    }

    @Test
    void headersThatContradictThemselvesAreRefused() {
        assertTrue(refused(wav(1, 0, 16_000, 0, 16)).contains("0 channels"));
        assertTrue(
                refused(wav(1, 2, 16_000, 2, 16)).contains("2 channels of 16 bits take 2 bytes"));
        assertTrue(refused(wav(1, 1, 999, 2, 16)).contains("999 samples per second"));
        assertTrue(refused(wav(1, 1, 192_001, 2, 16)).contains("192001 samples per second"));
        assertTrue(refused(wav(1, 1, -1, 2, 16)).contains("4294967295 samples per second"));
        assertTrue(refused(new Wav().named("a")).contains("ends before any samples"));
        assertTrue(
                refused(new Wav().chunk("data", new byte[4]).named("a"))
                        .contains("come before the chunk"));
        assertTrue(refused(new Wav().chunk("fmt ", new byte[9]).named("a")).contains("is cut off"));
        assertTrue(
                refused(new Wav().format(1, 1, 16_000, 2, 16).chunk("data", new byte[1]).named("a"))
                        .contains("has no samples"));
    }

    @Test
    void aFileThatWasCutOffIsDamaged() {
        Sound sound =
                new Wav()
                        .format(1, 1, 16_000, 2, 16)
                        .chunk("data", 2_000_000_000L, new byte[8])
                        .named("cut.wav");
        String message = refused(sound);
        assertTrue(message.contains("2000000000 bytes of samples follow, and 8 do"), message);
    }

    @Test
    void numbersThatAreNoneAreDamage() {
        Sound sound =
                new Wav()
                        .format(3, 1, 16_000, 4, 32)
                        .chunk("data", new byte[] {0, 0, -64, 127})
                        .named("nan.wav");
        assertTrue(refused(sound).contains("sample 0 is NaN"));
    }

    @Test
    void whateverIsBrokenInAFileTheAnswerIsASoundOrAnErrorOfMingle() {
        SplittableRandom random = new SplittableRandom(11);
        for (String name : new String[] {"u8.wav", "s24.wav", "f32.wav"}) {
            byte[] whole = file(name).bytes();
            for (int round = 0; round < 3000; round++) {
                byte[] bytes = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
                for (int i = random.nextInt(4); i > 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                try {
                    reader.read(new Sound("broken", bytes));
                } catch (MingleException e) {
                    assertTrue(e.getMessage().contains("'broken'"), e.getMessage());
                }
            }
        }
    }

    private String refused(Sound sound) {
        return assertThrows(UnreadableContentException.class, () -> reader.read(sound))
                .getMessage();
    }

    private static Sound wav(int tag, int channels, int rate, int frameBytes, int bits) {
        return new Wav()
                .format(tag, channels, rate, frameBytes, bits)
                .chunk("data", new byte[64])
                .named("forged.wav");
    }

    private static Sound text(String text) {
        return new Sound("text", text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Sound file(String name) {
        try (InputStream in =
                SoundReaderTest.class.getResourceAsStream("/reference/files/" + name)) {
            return new Sound(name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
