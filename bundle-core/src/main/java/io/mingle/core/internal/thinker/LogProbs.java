package io.mingle.core.internal.thinker;

import io.mingle.api.event.ScoredToken;
import io.mingle.api.event.TokenLogProbs;
import io.mingle.thinker.tokenizer.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tells how likely a model finds tokens: the logarithm of the softmax of its logits, over all rows,
 * in double. For one thread.
 */
final class LogProbs {

    private final Tokenizer tokenizer;
    private final int count;
    private float[] logits;

    /**
     * @param count how many of the likeliest tokens to tell beside the one that was chosen
     */
    LogProbs(Tokenizer tokenizer, int count) {
        this.tokenizer = tokenizer;
        this.count = count;
    }

    /** Keeps a copy of the logits, before anybody changes them. */
    void read(float[] raw) {
        logits = raw.clone();
    }

    /** Tells about the token that was chosen. */
    TokenLogProbs of(int chosen) {
        double logSum = logSum();
        List<ScoredToken> likeliest = new ArrayList<>();
        for (int id : likeliest()) {
            likeliest.add(scored(id, logSum));
        }
        return new TokenLogProbs(scored(chosen, logSum), likeliest);
    }

    private ScoredToken scored(int id, double logSum) {
        byte[] bytes = tokenizer.bytes(id);
        double logit = logits[id];
        double log = logit == Double.POSITIVE_INFINITY ? 0 : Math.min(0, logit - logSum);
        return new ScoredToken(id, new String(bytes, StandardCharsets.UTF_8), bytes, log);
    }

    private double logSum() {
        float highest = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            highest = logit > highest ? logit : highest;
        }
        double sum = 0;
        for (float logit : logits) {
            if (logit > Float.NEGATIVE_INFINITY) {
                sum += Math.exp((double) logit - highest);
            }
        }
        return highest + Math.log(sum);
    }

    /** Returns the likeliest ids that stand for a token, by insertion; few are wanted. */
    private int[] likeliest() {
        int[] best = new int[count];
        int size = 0;
        int limit = Math.min(logits.length, tokenizer.size());
        for (int id = 0; id < limit && count > 0; id++) {
            boolean counts =
                    logits[id] > Float.NEGATIVE_INFINITY
                            && (size < count || logits[id] > logits[best[size - 1]]);
            if (counts) {
                int at = size < count ? size++ : size - 1;
                for (; at > 0 && logits[id] > logits[best[at - 1]]; at--) {
                    best[at] = best[at - 1];
                }
                best[at] = id;
            }
        }
        return Arrays.copyOf(best, size);
    }
}
