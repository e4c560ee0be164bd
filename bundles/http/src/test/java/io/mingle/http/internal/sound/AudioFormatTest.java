package io.mingle.http.internal.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AudioFormatTest {

    @Test
    void readsWhatItWrites() {
        float[] samples = {0, 0.5f, -0.5f, 0.999f, -0.999f, 0.01f, -0.01f};
        for (AudioFormat format : AudioFormat.values()) {
            float[] read = format.decode(format.encode(samples));
            for (int i = 0; i < samples.length; i++) {
                double allowed =
                        format == AudioFormat.PCM ? 1e-4 : 0.04 * Math.abs(samples[i]) + 1e-3;
                assertEquals(samples[i], read[i], allowed, format + " at " + i);
            }
        }
    }

    @Test
    void hasTheValuesOfG711() {
        assertEquals((byte) 0xff, G711.toUlaw((short) 0));
        assertEquals((byte) 0x80, G711.toUlaw(Short.MAX_VALUE));
        assertEquals((byte) 0x00, G711.toUlaw(Short.MIN_VALUE));
        assertEquals(32_124, G711.fromUlaw((byte) 0x80));
        assertEquals((byte) 0xd5, G711.toAlaw((short) 0));
        assertEquals((byte) 0xaa, G711.toAlaw(Short.MAX_VALUE));
        assertEquals((byte) 0x2a, G711.toAlaw(Short.MIN_VALUE));
        assertEquals(32_256, G711.fromAlaw((byte) 0xaa));
    }

    @Test
    void writesEveryCodeOfG711AsItWasRead() {
        for (int code = 0; code < 256; code++) {
            short ulaw = G711.fromUlaw((byte) code);
            assertEquals(ulaw, G711.fromUlaw(G711.toUlaw(ulaw)), "μ-law " + code);
            assertEquals((byte) code, G711.toAlaw(G711.fromAlaw((byte) code)), "A-law " + code);
        }
    }

    @Test
    void clipsWhatLiesBeyondFullScale() {
        assertArrayEquals(
                new byte[] {(byte) 0xff, 0x7f, 0x01, (byte) 0x80},
                AudioFormat.PCM.encode(new float[] {7, -7}));
    }

    @Test
    void changesTheRateOfSoundInPiecesAsOfAWhole() {
        float[] tone = new float[24_000];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (float) Math.sin(2 * Math.PI * 440 * i / 24_000);
        }
        float[] whole = changed(tone, tone.length);
        float[] pieces = changed(tone, 331);
        assertArrayEquals(whole, pieces, 1e-6f);
        assertEquals(8_000, whole.length, 1);
        for (int i = 100; i < 7_900; i++) {
            assertEquals(Math.sin(2 * Math.PI * 440 * i / 8_000), whole[i], 0.01, "at " + i);
        }
    }

    @Test
    void leavesOutWhatALowerRateCannotHave() {
        float[] tone = new float[24_000];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (float) Math.sin(2 * Math.PI * 7_000 * i / 24_000);
        }
        float[] lower = changed(tone, 1_000);
        for (int i = 100; i < 7_900; i++) {
            assertTrue(Math.abs(lower[i]) < 0.02, lower[i] + " at " + i);
        }
    }

    private static float[] changed(float[] samples, int piece) {
        RateChange change = new RateChange(24_000, 8_000);
        float[] all = new float[samples.length];
        int count = 0;
        for (int at = 0; at < samples.length; at += piece) {
            float[] next =
                    change.next(
                            Arrays.copyOfRange(samples, at, Math.min(samples.length, at + piece)));
            System.arraycopy(next, 0, all, count, next.length);
            count += next.length;
        }
        float[] rest = change.end();
        System.arraycopy(rest, 0, all, count, rest.length);
        return Arrays.copyOf(all, count + rest.length);
    }
}
