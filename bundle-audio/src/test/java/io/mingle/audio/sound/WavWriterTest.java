package io.mingle.audio.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Sound;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.media.WavWriter;
import io.mingle.api.media.WavWriter.Encoding;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WavWriterTest {

    private static final float[] SAMPLES = {0, 0.5f, -0.25f, 2, -2, Float.NaN};

    private static Waveform read(byte[] bytes) {
        return new SoundReader(10, Optional::empty).read(new Sound("a.wav", bytes));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        for (Encoding encoding : Encoding.values()) {
            Waveform read = read(new WavWriter(24_000, encoding, "synthetic").file(SAMPLES));
            assertEquals(24_000, read.rate());
            float[] expected = {0, 0.5f, -0.25f, 1, -1, 0};
            assertArrayEquals(expected, read.samples(), 1e-4f);
        }
    }

    @Test
    void aStreamIsReadAsFarAsItGoes() {
        WavWriter writer = new WavWriter(24_000, Encoding.PCM16, "");
        byte[] header = writer.openHeader();
        byte[] data = writer.data(SAMPLES);
        byte[] all = new byte[header.length + data.length];
        System.arraycopy(header, 0, all, 0, header.length);
        System.arraycopy(data, 0, all, header.length, data.length);
        assertEquals(44, header.length);
        assertEquals(SAMPLES.length, read(all).samples().length);
    }

    @Test
    void itSaysWhatItIs() {
        byte[] file = new WavWriter(24_000, Encoding.PCM16, "synthetic speech").file(SAMPLES);
        String text = new String(file, StandardCharsets.ISO_8859_1);
        assertTrue(text.contains("ICMT") && text.contains("synthetic speech\0"), text);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        WavWriter writer = new WavWriter(24_000, Encoding.PCM16, "");
        assertThrows(InvalidRequestException.class, () -> writer.headerOf(1L << 32));
    }
}
