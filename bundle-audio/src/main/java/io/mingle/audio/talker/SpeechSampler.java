package io.mingle.audio.talker;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Chooses tokens of speech (spec of the published model, talker, section 5): of the twenty
 * likeliest at random by their probability, or the likeliest one.
 *
 * <p>For one utterance and one thread.
 */
public final class SpeechSampler {

    private static final int CANDIDATES = 20;

    /** An utterance does not end before it has as many tokens. */
    private static final int SHORTEST = 10;

    private final int end;
    private final RandomGenerator random;
    private int chosen;

    private SpeechSampler(int end, RandomGenerator random) {
        this.end = end;
        this.random = random;
    }

    /**
     * Returns one that draws.
     *
     * @param end the token that ends an utterance
     */
    public static SpeechSampler drawing(int end, RandomGenerator random) {
        return new SpeechSampler(end, random);
    }

    /** Returns one that takes the likeliest token, for comparisons. */
    public static SpeechSampler greedy(int end) {
        return new SpeechSampler(end, null);
    }

    /**
     * Chooses the next token.
     *
     * @param logits of all tokens; changed
     */
    public int next(float[] logits) {
        float least = random == null ? Float.NEGATIVE_INFINITY : threshold(logits);
        if (chosen++ < SHORTEST) {
            // After the threshold is known, so that one candidate less may be left.
            logits[end] = Float.NEGATIVE_INFINITY;
        }
        return random == null ? likeliest(logits) : drawn(logits, least);
    }

    private static float threshold(float[] logits) {
        float[] sorted = logits.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(0, sorted.length - CANDIDATES)];
    }

    private static int likeliest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }

    private int drawn(float[] logits, float least) {
        int best = likeliest(logits);
        double sum = 0;
        for (float logit : logits) {
            sum += logit < least ? 0 : Math.exp(logit - logits[best]);
        }
        double left = random.nextDouble() * sum;
        for (int i = 0; i < logits.length; i++) {
            double share = logits[i] < least ? 0 : Math.exp(logits[i] - logits[best]);
            left -= share;
            if (left < 0 && share > 0) {
                return i;
            }
        }
        return best;
    }
}
