package io.mingle.trainer.internal.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.trainer.internal.speech.Recording.Span;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlignmentTest {

    private static final int RATE = 16_000;

    /** Half of the time for a word, and a pause: the same words are found where they are. */
    @Test
    void wordsAreFoundWhereTheySoundFasterAndBehindAPause() {
        List<float[]> words =
                Stream.of(0.3, 0.4, 0.3).map(it -> sound(it, 500 + 3000 * it)).toList();
        float[] pause = new float[RATE / 5];
        List<float[]> parts =
                List.of(sound(0.15, 1400), sound(0.2, 1700), pause, sound(0.15, 1400));
        float[] phrase = new float[parts.stream().mapToInt(it -> it.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, phrase, at, part.length);
            at += part.length;
        }
        List<Span> spans = Alignment.of(words, phrase, RATE);
        assertEquals(3, spans.size());
        assertEquals(0, spans.get(0).start());
        assertEquals(0.15, spans.get(0).end() / (double) RATE, 0.03);
        assertEquals(spans.get(0).end(), spans.get(1).start());
        assertEquals(phrase.length, spans.get(2).end());
        assertEquals(0.45, spans.get(1).end() / (double) RATE, 0.13, "in the pause or at its ends");
    }

    /** Returns noise with one formant. */
    private static float[] sound(double seconds, double hertz) {
        SplittableRandom random = new SplittableRandom(1);
        float[] samples = new float[(int) (seconds * RATE)];
        double turn = 2 * Math.cos(2 * Math.PI * hertz / RATE) * 0.97;
        double one = 0;
        double two = 0;
        for (int i = 0; i < samples.length; i++) {
            double now = turn * one - 0.97 * 0.97 * two + random.nextDouble() - 0.5;
            two = one;
            one = now;
            samples[i] = (float) (now / 20);
        }
        return samples;
    }
}
