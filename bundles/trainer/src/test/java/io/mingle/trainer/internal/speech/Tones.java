package io.mingle.trainer.internal.speech;

import io.mingle.trainer.internal.speech.Recording.Span;
import java.util.List;
import java.util.SplittableRandom;

/** Recordings without a program that speaks: a tone for each word. */
final class Tones {

    private Tones() {}

    static Recording recording(SplittableRandom random, int length, int rate) {
        Language language = Phrase.language(random);
        Phrase phrase = Phrase.of(random, language, 2);
        float[] samples = new float[length];
        int half = length / 2;
        for (int i = 0; i < length; i++) {
            int word = Math.min(1, i / half);
            double hertz = 200 + 40 * phrase.words().get(word).place();
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return new Recording(samples, phrase, List.of(new Span(0, half), new Span(half, length)));
    }
}
