package io.mingle.audio.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpeechDetectorTest {

    private static final int RATE = 16_000;
    private static final double NEAR = 0.2;

    private final Random random = new Random(1);

    /** Noise of a loudness, with voices in some of its seconds, which come in syllables. */
    private float[] recording(double seconds, double noise, double... voices) {
        float[] samples = new float[(int) (seconds * RATE)];
        for (int i = 0; i < samples.length; i++) {
            double second = (double) i / RATE;
            double voice = 0;
            for (int k = 0; k < voices.length; k += 2) {
                if (second >= voices[k] && second < voices[k + 1]) {
                    double syllable = 0.6 + 0.4 * Math.sin(2 * Math.PI * 4 * second);
                    voice = 0.2 * syllable * Math.sin(2 * Math.PI * 150 * second);
                }
            }
            samples[i] = (float) (voice + noise * random.nextGaussian());
        }
        return samples;
    }

    private static List<Span> spans(double longest, int chunk, float... samples) {
        SpeechDetector detector = new SpeechDetector(RATE, longest);
        List<Span> spans = new ArrayList<>();
        for (int at = 0; at < samples.length; at += chunk) {
            int end = Math.min(samples.length, at + chunk);
            spans.addAll(detector.add(Arrays.copyOfRange(samples, at, end)));
        }
        spans.addAll(detector.end());
        return spans;
    }

    private static void assertNear(double start, double end, Span span) {
        assertEquals(start, (double) span.start() / RATE, NEAR, span.toString());
        assertEquals(end, (double) span.end() / RATE, NEAR, span.toString());
        assertTrue(span.start() <= start * RATE && span.end() >= end * RATE - 1, span.toString());
    }

    @Test
    void speechIsFoundWithItsMargins() {
        List<Span> spans = spans(28, 1000, recording(10, 0.001, 1, 3, 5, 6.5));
        assertEquals(2, spans.size(), spans.toString());
        assertNear(1, 3, spans.get(0));
        assertNear(5, 6.5, spans.get(1));
    }

    @Test
    void itDoesNotMatterInWhichChunksTheSoundComes() {
        float[] sound = recording(8, 0.002, 0.5, 2, 3, 7.9);
        List<Span> whole = spans(28, sound.length, sound);
        assertEquals(whole, spans(28, 1, sound));
        assertEquals(whole, spans(28, 777, sound));
    }

    @Test
    void inLoudNoiseSpeechIsFoundOnceTheNoiseIsKnown() {
        List<Span> spans = spans(28, 4096, recording(20, 0.02, 12, 14));
        Span last = spans.get(spans.size() - 1);
        assertNear(12, 14, last);
    }

    @Test
    void silenceQuietNoiseAndClicksAreNoSpeech() {
        assertEquals(List.of(), spans(28, 500, new float[5 * RATE]));
        assertEquals(List.of(), spans(28, 500, recording(5, 0.0005)));
        float[] click = recording(5, 0.0005);
        Arrays.fill(click, 2 * RATE, 2 * RATE + 100, 0.9f);
        assertEquals(List.of(), spans(28, 500, click));
        assertEquals(List.of(), spans(28, 500));
        float[] none = new float[RATE];
        Arrays.fill(none, Float.NaN);
        assertEquals(List.of(), spans(28, 500, none));
    }

    @Test
    void shortPausesDoNotPartSpeech() {
        List<Span> spans = spans(28, 500, recording(6, 0.001, 1, 2, 2.25, 3));
        assertEquals(1, spans.size(), spans.toString());
        assertNear(1, 3, spans.get(0));
    }

    @Test
    void whatIsTooLongIsCutWhereItIsQuietest() {
        List<Span> spans = spans(5, 500, recording(8, 0.001, 0.5, 4, 4.2, 7.5));
        assertEquals(2, spans.size(), spans.toString());
        assertEquals(4.1, (double) spans.get(0).end() / RATE, 0.12);
        assertEquals(spans.get(0).end(), spans.get(1).start());
    }

    @Test
    void whereSpeechEndsRightBeforeACutNoSpanEndsBeforeItBegins() {
        for (double end = 4.6; end < 5.5; end += 0.02) {
            List<Span> spans = spans(5, 500, recording(8, 0.001, 0.5, end));
            long last = 0;
            for (Span span : spans) {
                assertTrue(span.start() >= last && span.length() > 0, spans.toString());
                last = span.end();
            }
            assertTrue(last >= (end - NEAR) * RATE, end + ": " + spans);
        }
    }

    @Test
    void aRateWithoutSamplesInAFrameIsRefused() {
        InvalidRequestException e =
                assertThrows(InvalidRequestException.class, () -> new SpeechDetector(49, 28));
        assertTrue(e.getMessage().contains("49 samples per second"), e.getMessage());
    }

    @Test
    void anHourTakesNoMoreMemoryThanAMinute() {
        SpeechDetector detector = new SpeechDetector(RATE, 28);
        float[] minute = recording(60, 0.001, 10, 20, 30, 50);
        long last = 0;
        int count = 0;
        for (int i = 0; i < 60; i++) {
            for (Span span : detector.add(minute)) {
                assertTrue(span.start() >= last && span.length() <= 28 * RATE);
                last = span.end();
                count++;
            }
        }
        assertEquals(120, count);
    }
}
