package io.mingle.media.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound;
import io.mingle.api.content.Sound.Channels;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.media.DecodedSound;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sounds as they come: of rare kinds, joined, damaged, cut off, and what is none. */
@Timeout(120)
class OutsideSoundTest {

    private static final int FRAME = 576;

    private final FfmpegReader reader = Reference.reader();

    private DecodedSound read(byte[] bytes) {
        return reader.sound(new Sound("odd", bytes), 300);
    }

    private DecodedSound whole(byte[] bytes) {
        DecodedSound sound = read(bytes);
        assertEquals(List.of(), sound.warnings());
        return sound;
    }

    private static void assertAbout(double expected, double found, double tolerance) {
        assertEquals(expected, found, tolerance);
    }

    private static double seconds(DecodedSound sound) {
        return (double) sound.samples().length / sound.rate();
    }

    /** Seconds are those of the tone, and what an encoder adds. */
    @ParameterizedTest
    @CsvSource({
        "tone.au, 8000, 0.25",
        "mulaw.au, 8000, 0.25",
        "tone.caf, 8000, 0.25",
        "alac.caf, 8000, 0.25",
        "tone.wma, 16000, 0.224",
        "wmav1.wma, 16000, 0.224",
        "narrow.amr, 8000, 0.26",
        "wide.amr, 16000, 0.26",
        "amr.3gp, 8000, 0.254",
        "aac.ts, 16000, 0.32",
        "mp2.ts, 16000, 0.288",
        "whole.mp3, 16000, 2",
        "bare.mp3, 16000, 2.088",
        "whole.aac, 16000, 2.112",
        "whole.m4a, 16000, 2.048",
        "whole.ogg, 16000, 2",
        "whole.webm, 48000, 2.004",
        "whole.flac, 8000, 1"
    })
    void kindsThatAreWholeAreHeardWhole(String name, int rate, double seconds) {
        DecodedSound sound = whole(Outside.bytes(name));
        assertEquals(rate, sound.rate());
        assertAbout(seconds, seconds(sound), 1e-3);
        assertTrue(amplitude(sound) > 0.3, "the tone's amplitude is " + amplitude(sound));
    }

    /** Returns how loud 440 Hz are in the middle half. */
    private static double amplitude(DecodedSound sound) {
        int count = sound.samples().length;
        double cosine = 0;
        double sine = 0;
        for (int i = count / 4; i < 3 * count / 4; i++) {
            double angle = 2 * Math.PI * 440 * i / sound.rate();
            cosine += sound.samples()[i] * Math.cos(angle);
            sine += sound.samples()[i] * Math.sin(angle);
        }
        return 2 * Math.hypot(cosine, sine) / (count / 2);
    }

    @Test
    void joinedMp3FilesLoseNothing() {
        whole(Outside.bytes("two-mp3-joined.mp3"));
        byte[] tagged = Outside.bytes("whole.mp3");
        byte[] bare = Outside.bytes("bare.mp3");
        int once = whole(tagged).samples().length;
        int bareOnce = whole(bare).samples().length;
        // What an encoder adds to the second one is not left out.
        assertAbout(2 * once, whole(Outside.joined(tagged, tagged)).samples().length, 4 * FRAME);
        assertAbout(
                once + bareOnce, whole(Outside.joined(tagged, bare)).samples().length, 2 * FRAME);
        assertEquals(2 * bareOnce, whole(Outside.joined(bare, bare)).samples().length);
    }

    @Test
    void tagsInTheMiddleOfAnMp3LoseNothing() {
        byte[] bare = Outside.bytes("bare.mp3");
        byte[] id3 = Outside.joined(Outside.latin("ID3\4\0\0\0\0\1\0"), new byte[128]);
        byte[] old = Outside.joined(Outside.latin("TAG"), new byte[125]);
        byte[] ape = Outside.joined(Outside.latin("APETAGEX\u00d0\7\0\0 \0\0\0"), new byte[16]);
        assertEquals(
                3 * whole(bare).samples().length,
                whole(Outside.joined(id3, id3, bare, id3, bare, old, ape, bare, old))
                        .samples()
                        .length);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 500, 5_000, 70_000})
    void junkBeforeTheFirstFrameOfAnMp3IsSkipped(int count) {
        byte[] junk = new byte[count];
        SplittableRandom random = new SplittableRandom(count);
        random.nextBytes(junk);
        byte[] bare = Outside.bytes("bare.mp3");
        assertArrayEquals(whole(bare).samples(), whole(Outside.joined(junk, bare)).samples());
    }

    @Test
    void damagedFramesOfAnMp3AreSkippedAndCounted() {
        byte[] bytes = Outside.bytes("bare.mp3");
        // Frames of 108 bytes: three lose their headers, two of them in a row.
        for (int frame : new int[] {20, 21, 40}) {
            bytes[108 * frame] = 0;
        }
        DecodedSound sound = read(bytes);
        assertEquals(33_408 - 3 * FRAME, sound.samples().length);
        assertEquals(
                List.of(
                        "The sound 'odd' is damaged: 0.11 s of it cannot be decoded, in 2 places;"
                                + " 1.98 s are left."),
                sound.warnings());
    }

    @Test
    void whatAnMp3SaysOfItsLengthTellsWhatIsMissing() {
        byte[] whole = Outside.bytes("whole.mp3");
        byte[] start = Outside.cut("whole.mp3", 40);
        byte[] gap =
                Outside.joined(
                        Arrays.copyOf(whole, 2_000),
                        Arrays.copyOfRange(whole, 3_000, whole.length));
        String hole = read(gap).warnings().toString();
        assertTrue(hole.contains("is damaged: 0.3"), hole);
        String cut = read(start).warnings().toString();
        assertTrue(cut.contains("is cut off: by its header it lasts 2.0"), cut);
    }

    /** Of a FLAC the last frame that is whole is not told from the one that is not. */
    @ParameterizedTest
    @CsvSource({
        "whole.mp3, 1.7, the last 0.3",
        "bare.mp3, 1.7, does not say",
        "whole.aac, 1.7, does not say",
        "whole.m4a, 1.6, the last 0.40",
        "whole.ogg, 1.0, does not say",
        "whole.webm, 1.7, the last 0.3",
        "whole.flac, 0.72, the last 0.21",
        "tone.au, 0.21, the last 0.04",
        "mulaw.au, 0.21, the last 0.04",
        "tone.caf, 0.21, does not say"
    })
    void whatIsCutOffIsHeardAsFarAsItGoes(String name, double about, String told) {
        DecodedSound sound = read(Outside.cut(name, 85));
        assertAbout(about, seconds(sound), 0.1 * about);
        String warnings = sound.warnings().toString();
        assertTrue(warnings.contains("is cut off"), warnings);
        assertTrue(warnings.contains(told), warnings);
    }

    @ParameterizedTest
    @CsvSource({
        "whole.mp3, 2",
        "bare.mp3, 2",
        "whole.aac, 2",
        "whole.m4a, 2",
        "whole.ogg, 2",
        "whole.webm, 2",
        "whole.flac, 1"
    })
    void aHoleIsSkippedAndTold(String name, double seconds) {
        byte[] bytes = Outside.zeroed(name, Outside.bytes(name).length * 3 / 4, 300);
        DecodedSound sound = read(bytes);
        assertTrue(seconds(sound) > 0.5 * seconds, seconds(sound) + " s are left");
        assertTrue(seconds(sound) < seconds + 0.1, seconds(sound) + " s are left");
        assertEquals(1, sound.warnings().size(), sound.warnings().toString());
        assertTrue(
                sound.warnings().get(0).matches("The sound 'odd' is (damaged|cut off): .*"),
                sound.warnings().toString());
    }

    @Test
    void theFirstPageOfAnOggIsMissedToo() {
        byte[] bytes = Outside.bytes("whole.ogg");
        // The pages with the headers come first; behind them is sound.
        bytes[firstSoundPage(bytes) + 100] ^= 0x55;
        String warnings = read(bytes).warnings().toString();
        assertTrue(warnings.contains("0.2") && warnings.contains("in one place"), warnings);
    }

    private static int firstSoundPage(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int page = 0;
        for (int i = 0; i < 2; i++) {
            page = text.indexOf("OggS", page + 4);
        }
        return page;
    }

    @Test
    void aByteThatIsWrongInAnOpusFileLosesAPageAndSaysSo() {
        DecodedSound sound = read(Outside.bytes("one-bad-byte-loses-a-second.opus"));
        assertEquals(96_000, sound.samples().length);
        assertEquals(
                List.of(
                        "The sound 'odd' is damaged: 1.00 s of it cannot be decoded, in one place;"
                                + " 2.00 s are left."),
                sound.warnings());
    }

    @Test
    void halfOfAFlacIsHeardAndTheRestTold() {
        DecodedSound sound = read(Outside.bytes("cut-in-half.flac"));
        assertEquals(2_880, sound.samples().length);
        assertEquals(
                "The sound 'odd' is cut off: by its header it lasts 3.00 s, and the last 2.57 s are"
                        + " missing.",
                sound.warnings().get(1));
    }

    /** Without its checksum it would be noise. */
    @Test
    void aFrameOfFlacWithAWrongByteIsLeftOut() {
        byte[] bytes = Outside.bytes("whole.flac");
        bytes[bytes.length / 2] ^= 0x55;
        DecodedSound sound = read(bytes);
        assertTrue(sound.samples().length < 8_000, sound.samples().length + " samples");
        for (float sample : sound.samples()) {
            assertTrue(Math.abs(sample) < 0.41, "a sample is " + sample);
        }
        assertEquals(1, sound.warnings().size(), sound.warnings().toString());
    }

    /** Features of a sound are relative to its loudest place. */
    @Test
    void wrongBytesDoNotDrownTheRest() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 100; round++) {
            byte[] bytes = Outside.bytes("bare.mp3");
            for (int i = 0; i < 5; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            for (float sample : read(bytes).samples()) {
                assertTrue(Math.abs(sample) <= 8, "a sample is " + sample);
            }
        }
    }

    @Test
    void partsOfAnotherRateAreLeftOutAndTold() {
        byte[] joined = Outside.joined(Outside.bytes("bare.mp3"), Outside.bytes("other-rate.mp3"));
        String warnings = read(joined).warnings().toString();
        assertTrue(
                warnings.contains("changes from 16000 to 44100 samples per second; 1.0"), warnings);
    }

    /** What programs write that do not know the length, and the size of the file for that. */
    @ParameterizedTest
    @ValueSource(longs = {0, 0x7fff_f000L, 0x7fff_ff00L, 0xffff_ffffL, 44})
    void aWrongLengthOfCompressedSamplesIsNotBelieved(long length) {
        byte[] bytes = Reference.sound("ulaw.wav").bytes();
        float[] expected = whole(bytes).samples();
        int at = 4 + new String(bytes, StandardCharsets.ISO_8859_1).indexOf("data");
        ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        data.putInt(at, (int) (length == 44 ? data.getInt(at) + 44 : length));
        assertArrayEquals(expected, whole(bytes).samples());
    }

    @Test
    void allChannelsAreMixedUnlessTheFirstIsAskedFor() {
        ByteBuffer au = ByteBuffer.allocate(24 + 4 * 800);
        au.put(Outside.latin(".snd")).putInt(24).putInt(4 * 800).putInt(3).putInt(8_000).putInt(2);
        for (int i = 0; i < 800; i++) {
            au.putShort((short) 8_192).putShort((short) -16_384);
        }
        Sound sound = new Sound("stereo.au", au.array());
        assertEquals(-0.125f, reader.sound(sound, 10).samples()[400]);
        assertEquals(0.25f, reader.sound(sound.withChannels(Channels.FIRST), 10).samples()[400]);
    }

    @ParameterizedTest
    @CsvSource({
        "'version https://git-lfs.github.com/spec/v1', is a Git LFS pointer: the file was not",
        "'<!DOCTYPE html><html>', 'looks like a web page (HTML), and is in none of the formats'",
        "'{\"message\": \"Not Found\"}', 'looks like a JSON text, and is in none of the formats'",
        "'Dear diary,', 'looks like a text, and is in none of the formats'"
    })
    void whatIsSentInThePlaceOfASoundIsNamed(String text, String told) {
        UnreadableContentException error =
                assertThrows(
                        UnreadableContentException.class,
                        () -> read(Outside.latin(text + "\n".repeat(50))));
        assertTrue(error.getMessage().contains(told), error.getMessage());
    }
}
