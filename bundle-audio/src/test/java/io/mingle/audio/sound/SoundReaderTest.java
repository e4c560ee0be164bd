package io.mingle.audio.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound;
import io.mingle.api.content.Sound.Channels;
import io.mingle.api.content.SoundSource;
import io.mingle.api.content.VideoSource;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.media.DecodedSound;
import io.mingle.api.media.MediaReader;
import io.mingle.api.media.SoundPieces;
import io.mingle.api.media.VideoFile;
import io.mingle.api.video.Cue;
import io.mingle.parity.Facts;
import io.mingle.parity.ReferenceValues;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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
        Facts expected =
                ReferenceValues.facts(SoundReaderTest.class, "files/expected.json").get(name);
        Waveform found = reader.read(file(name + ".wav").withChannels(Channels.FIRST));
        assertEquals(List.of(), found.warnings());
        assertEquals(expected.get("rate").intValue(), found.rate());
        float[] first = new float[expected.get("first").size()];
        for (int i = 0; i < first.length; i++) {
            first[i] = expected.get("first").get(i).floatValue();
        }
        assertArrayEquals(first, found.samples());
    }

    @Test
    void allChannelsAreMixedUnlessTheFirstIsAskedFor() {
        Sound sound =
                new Wav()
                        .format(1, 2, 16_000, 4, 16)
                        .chunk("data", new byte[] {0, 0, 0, 64, 0, 64, 0, -32})
                        .named("stereo.wav");
        assertArrayEquals(new float[] {0.25f, 0.125f}, reader.read(sound).samples());
        assertArrayEquals(
                new float[] {0, 0.5f}, reader.read(sound.withChannels(Channels.FIRST)).samples());
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

    /** What GStreamer, SoX and arecord write to a pipe, and the last what FFmpeg does. */
    @ParameterizedTest
    @ValueSource(longs = {0, 0x7fff_f000L, 0x7fff_ff00L, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL})
    void aStreamOfUnknownLengthEndsWithTheFile(long length) {
        assertHeardWhole(stream(length));
    }

    private static Sound stream(long length) {
        return new Wav()
                .format(1, 1, 16_000, 2, 16)
                .chunk("data", length, new byte[] {0, 64, 0, -64})
                .named("piped.wav");
    }

    private void assertHeardWhole(Sound sound) {
        Waveform found = reader.read(sound);
        assertArrayEquals(new float[] {0.5f, -0.5f}, found.samples());
        assertEquals(List.of(), found.warnings());
    }

    @Test
    void theSizeOfTheFileInThePlaceOfThatOfTheSamplesLosesNothing() {
        assertHeardWhole(stream(4 + 44));
    }

    @Test
    void anEmptySoundWithTagsBehindItIsNotASoundOfTags() {
        Sound sound =
                new Wav()
                        .format(1, 1, 16_000, 2, 16)
                        .chunk("data", new byte[0])
                        .chunk("LIST", new byte[10])
                        .named("empty.wav");
        assertTrue(refused(sound).contains("has no samples"));
    }

    @Test
    void tagsBehindTheSamplesAreNotHeard() {
        assertHeardWhole(
                new Wav()
                        .format(1, 1, 16_000, 2, 16)
                        .chunk("data", new byte[] {0, 64, 0, -64})
                        .chunk("LIST", new byte[10])
                        .named("tagged.wav"));
    }

    @Test
    void anOddChunkMayLackTheByteThatMakesItEven() {
        assertHeardWhole(
                new Wav()
                        .chunk("LIST", "INFO!".getBytes(StandardCharsets.ISO_8859_1))
                        .withoutPadding()
                        .format(1, 1, 16_000, 2, 16)
                        .chunk("LIST", new byte[7])
                        .withoutPadding()
                        .chunk("data", new byte[] {0, 64, 0, -64})
                        .named("unpadded.wav"));
    }

    @Test
    void samplesAreFoundBehindAChunkWithAWrongLength() {
        assertHeardWhole(
                new Wav()
                        .format(1, 1, 16_000, 2, 16)
                        .chunk("LIST", 5_000, "a data sheet".getBytes(StandardCharsets.ISO_8859_1))
                        .chunk("data", new byte[] {0, 64, 0, -64})
                        .named("wrong-list.wav"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 7, 2_000_000_000})
    void theSizeOfTheWholeIsNotBelieved(int size) {
        byte[] bytes = stream(4).bytes();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(4, size);
        assertHeardWhole(new Sound("sized.wav", bytes));
    }

    /** They have the length of the samples elsewhere, and tags may follow. */
    @ParameterizedTest
    @CsvSource({"RF64, 4", "BW64, 4", "RF64, 0", "RF64, -1"})
    void longFormsOfWavAreRead(String form, long length) {
        ByteBuffer sizes = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
        sizes.putLong(80).putLong(length);
        Wav wav =
                new Wav()
                        .chunk("ds64", sizes.array())
                        .format(1, 1, 16_000, 2, 16)
                        .chunk("data", 0xffff_ffffL, new byte[] {0, 64, 0, -64});
        Sound sound = (length == 4 ? wav.chunk("LIST", new byte[4]) : wav).named("long.wav");
        System.arraycopy(form.getBytes(StandardCharsets.ISO_8859_1), 0, sound.bytes(), 0, 4);
        assertHeardWhole(sound);
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
        assertTrue(
                refused(text("version https://git-lfs.github.com/spec/v1\noid sha256:0\n"))
                        .contains(
                                "a Git LFS pointer (the file was not fetched; git lfs pull does)"));
        assertTrue(refused(text("\n <!DOCTYPE HTML>\n<p>")).contains("a web page (HTML)"));
        assertTrue(refused(text("\u00ef\u00bb\u00bf<html lang")).contains("a web page (HTML)"));
        assertTrue(refused(text("<?xml version='1.0'?>")).contains("an XML text"));
        assertTrue(refused(text("{\"error\": 404}")).contains("a JSON text"));
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
                        return new DecodedSound(8_000, new float[] {0.5f}, List.of("a hole"));
                    }

                    @Override
                    public List<String> sound(
                            SoundSource source, double maxSeconds, SoundPieces pieces) {
                        throw new AssertionError("no pieces were asked for");
                    }

                    @Override
                    public VideoFile open(VideoSource source) {
                        throw new AssertionError("no video was asked for");
                    }

                    @Override
                    public List<Cue> subtitles(VideoSource source) {
                        throw new AssertionError("no subtitles were asked for");
                    }
                };
        SoundReader both = new SoundReader(300, () -> Optional.of(media));

        assertArrayEquals(new float[] {0.5f}, both.read(file("short.mp3")).samples());
        assertEquals(8_000, both.read(file("short.ulaw.wav")).rate());
        assertEquals(List.of("a hole"), both.read(file("short.mp3")).warnings());
        assertEquals(16_000, both.read(file("s16.wav")).rate());
        assertThrows(UnreadableContentException.class, () -> both.read(text("%PDF-1.7")));
        assertEquals(List.of("short.mp3 300.0", "short.ulaw.wav 300.0", "short.mp3 300.0"), asked);
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
    void aFileThatWasCutOffIsReadAsFarAsItGoes() {
        Sound sound =
                new Wav()
                        .format(1, 1, 1_000, 2, 16)
                        .chunk("data", 4_000, new byte[1_500])
                        .named("cut.wav");
        Waveform found = reader.read(sound);
        assertEquals(750, found.samples().length);
        assertEquals(
                List.of(
                        "The sound 'cut.wav' is cut off: by its header it lasts 2.00 s, and 0.75 s"
                                + " of it are there."),
                found.warnings());
    }

    @Test
    void samplesThatAreNoNumbersAreSilenceAndSaidSo() {
        Sound sound =
                new Wav()
                        .format(3, 1, 16_000, 4, 32)
                        .chunk("data", new byte[] {0, 0, -64, 127, 0, 0, 0, 63})
                        .named("nan.wav");
        Waveform found = reader.read(sound);
        assertArrayEquals(new float[] {0, 0.5f}, found.samples());
        assertEquals(
                List.of(
                        "The sound 'nan.wav' is damaged: 1 of its 2 samples are no numbers, and"
                                + " were taken as silence."),
                found.warnings());
    }

    @Test
    void aSoundWithoutASingleNumberIsRefused() {
        Sound sound =
                new Wav()
                        .format(3, 1, 16_000, 4, 32)
                        .chunk("data", new byte[] {0, 0, -64, 127})
                        .named("nan.wav");
        assertTrue(refused(sound).contains("none of its samples is a number"));
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
