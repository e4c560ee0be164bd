package io.mingle.audio.internal.recognition;

import io.mingle.api.content.Sound;
import io.mingle.api.media.WavWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A language of tones: each word is one, 0.4 s long, with 0.1 s of silence behind it. {@link
 * #heard} understands it.
 */
final class Speech {

    /** Tones in hertz. */
    static final Map<String, Integer> WORDS =
            Map.of("nine", 200, "four", 300, "one", 450, "stop", 675, "go", 1000);

    /** In seconds; together half a second. */
    private static final double WORD = 0.4;

    private static final double GAP = 0.1;
    private static final double FRAME = 0.025;
    private static final double LOUD = 0.05;

    private Speech() {}

    /** Says words, a dot for half a second of silence. Everywhere is a little noise. */
    static float[] say(int rate, String words) {
        Random random = new Random(1);
        List<String> all = Arrays.asList(words.split(" "));
        float[] samples = new float[(int) (all.size() * (WORD + GAP) * rate)];
        for (int i = 0; i < samples.length; i++) {
            double at = (double) i / rate % (WORD + GAP);
            String word = all.get((int) (i / ((WORD + GAP) * rate)));
            double voice =
                    at < WORD && WORDS.containsKey(word)
                            ? 0.3 * Math.sin(2 * Math.PI * WORDS.get(word) * at)
                            : 0;
            samples[i] = (float) (voice + 1e-4 * random.nextGaussian());
        }
        return samples;
    }

    /** Says words in a file. */
    static Sound sound(int rate, String words) {
        return new Sound(
                "talk.wav",
                new WavWriter(rate, WavWriter.Encoding.PCM16, "").file(say(rate, words)));
    }

    /** Returns the words in a sound. One that is not over is guessed wrongly. */
    static String heard(int rate, float... samples) {
        int frame = (int) (FRAME * rate);
        List<String> words = new ArrayList<>();
        int loud = 0;
        int crossings = 0;
        boolean above = false;
        for (int at = 0; at + frame <= samples.length; at += frame) {
            double sum = 0;
            for (int i = at; i < at + frame; i++) {
                sum += samples[i] * samples[i];
                if (Math.abs(samples[i]) > LOUD && samples[i] > 0 != above) {
                    above = !above;
                    crossings++;
                }
            }
            if (sum / frame > LOUD * LOUD) {
                loud++;
            } else if (loud > 0) {
                words.add(word(crossings / (2 * FRAME * loud)));
                loud = 0;
                crossings = 0;
            }
        }
        if (loud > 0 && loud * FRAME < WORD - FRAME) {
            words.add("er" + loud);
        } else if (loud > 0) {
            words.add(word(crossings / (2 * FRAME * loud)));
        }
        return String.join(" ", words);
    }

    private static String word(double hertz) {
        return WORDS.entrySet().stream()
                .min(
                        (one, other) ->
                                Double.compare(
                                        Math.abs(Math.log(one.getValue() / hertz)),
                                        Math.abs(Math.log(other.getValue() / hertz))))
                .orElseThrow()
                .getKey();
    }
}
