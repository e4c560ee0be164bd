package io.mingle.media.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.media.DecodedSound;
import io.mingle.api.media.SoundEncoder;
import io.mingle.api.media.SoundFileFormat;
import io.mingle.api.media.SoundWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written is decoded again, and sounds as it did. */
@Timeout(120)
class SoundEncodingTest {

    private static final int RATE = 24_000;

    private final FfmpegReader reader = Reference.reader();
    private final SoundEncoder encoder = Reference.encoder();

    private static float[] tone(int count) {
        float[] samples = new float[count];
        for (int i = 0; i < count; i++) {
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * 440 * i / RATE));
        }
        return samples;
    }

    private byte[] encoded(SoundFileFormat format, float[] samples, int piece) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SoundWriter writer = encoder.open(format, RATE, "synthetic speech", out)) {
            for (int from = 0; from < samples.length; from += piece) {
                int to = Math.min(samples.length, from + piece);
                writer.write(Arrays.copyOfRange(samples, from, to));
            }
        }
        return out.toByteArray();
    }

    @Test
    void thisBuildWritesFourFormats() {
        assertEquals(
                Set.of(
                        SoundFileFormat.FLAC,
                        SoundFileFormat.MP3,
                        SoundFileFormat.OPUS,
                        SoundFileFormat.AAC),
                encoder.formats());
    }

    @ParameterizedTest
    @EnumSource(names = {"FLAC", "MP3", "OPUS", "AAC"})
    void itIsHeardAgainForAsLongAndAsLoud(SoundFileFormat format) throws IOException {
        float[] samples = tone(2 * RATE);
        byte[] file = encoded(format, samples, 1000);
        DecodedSound heard = reader.sound(new Sound("a." + format.extension(), file), 10);
        double seconds = (double) heard.samples().length / heard.rate();
        assertEquals(2, seconds, 0.15);
        double sum = 0;
        for (float sample : heard.samples()) {
            sum += sample * sample;
        }
        assertEquals(0.5 / Math.sqrt(2), Math.sqrt(sum / heard.samples().length), 0.03);
    }

    @Test
    void nothingIsLostAsFlacWhateverThePieces() throws IOException {
        float[] samples = tone(10_001);
        byte[] file = encoded(SoundFileFormat.FLAC, samples, 777);
        DecodedSound heard = reader.sound(new Sound("a.flac", file), 10);
        assertEquals(RATE, heard.rate());
        assertArrayEquals(samples, heard.samples(), 1e-4f);
        assertArrayEquals(file, encoded(SoundFileFormat.FLAC, samples, 10_001));
    }

    @Test
    void theFileSaysThatItIsSynthetic() throws IOException {
        for (SoundFileFormat format :
                new SoundFileFormat[] {SoundFileFormat.FLAC, SoundFileFormat.OPUS}) {
            byte[] file = encoded(format, tone(RATE), RATE);
            String text = new String(file, StandardCharsets.ISO_8859_1);
            assertTrue(text.contains("synthetic speech"), format.text());
        }
    }

    @Test
    void itIsWrittenAsItComes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SoundWriter writer = encoder.open(SoundFileFormat.MP3, RATE, "", out)) {
            writer.write(tone(RATE));
            assertTrue(out.size() > 4000, out.size() + " bytes of a second");
        }
    }

    @Test
    void anOutputThatFailsIsToldOfAndNothingIsHeld() throws IOException {
        OutputStream full =
                new OutputStream() {
                    private int count;

                    @Override
                    public void write(int value) throws IOException {
                        if (count++ > 2000) {
                            throw new IOException("the disk is full");
                        }
                    }
                };
        SoundWriter writer = encoder.open(SoundFileFormat.MP3, RATE, "", full);
        assertThrows(IOException.class, () -> writer.write(tone(10 * RATE)));
        assertThrows(IOException.class, writer::close);
        writer.close();
    }

    @Test
    void ratesThatAnEncoderDoesNotTakeAreRefused() {
        OutputStream out = OutputStream.nullOutputStream();
        for (int rate : new int[] {22_050, 96_000}) {
            assertThrows(
                    InvalidRequestException.class,
                    () -> encoder.open(SoundFileFormat.OPUS, rate, "", out));
        }
    }
}
