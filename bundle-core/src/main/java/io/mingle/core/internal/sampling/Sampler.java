package io.mingle.core.internal.sampling;

import io.mingle.api.error.InternalException;
import io.mingle.api.understanding.GenerationOptions;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Chooses the tokens of one answer, in this order: constraint, repetition penalty, no repeated
 * n-gram, temperature, top-k, top-p, draw. The penalty and the n-grams look at the prompt as well
 * as at the answer. With temperature 0 the likeliest token is taken; among equals, the one with the
 * lowest id.
 *
 * <p>Where penalties and n-grams leave none of those that the constraint allows, the likeliest of
 * these is taken.
 *
 * <p>The same options, prompt and logits give the same tokens. For one thread.
 */
public final class Sampler {

    private final GenerationOptions options;
    private final int decodable;
    private final TokenConstraint constraint;
    private final TokenHistory history;
    private final NgramIndex ngrams;
    private final SplittableRandom random;
    private final Candidates candidates = new Candidates();
    private int[] kept = new int[64];
    private double[] weights = new double[64];
    private int keptCount;

    /**
     * Starts an answer.
     *
     * @param options how to choose
     * @param prompt ids of the prompt, visual tokens included; copied
     * @param decodable number of ids that stand for a token; ids from here on are never chosen
     */
    public Sampler(GenerationOptions options, int[] prompt, int decodable) {
        this(options, prompt, decodable, TokenConstraint.NONE);
    }

    /**
     * Starts an answer that has to fulfil a constraint.
     *
     * @param options how to choose; their constraint is this one
     * @param prompt as above
     * @param decodable as above
     * @param constraint stands at the beginning of the answer
     */
    public Sampler(
            GenerationOptions options, int[] prompt, int decodable, TokenConstraint constraint) {
        this.options = options;
        this.constraint = constraint;
        this.decodable = decodable;
        this.history = new TokenHistory(prompt, options.maxTokens());
        this.ngrams =
                options.noRepeatNgram() > 1
                        ? new NgramIndex(history, options.noRepeatNgram())
                        : null;
        this.random = new SplittableRandom(options.seed());
    }

    /**
     * Chooses the next token and remembers it.
     *
     * @param logits one per id, in float32; changed by this call
     * @return the id
     * @throws InternalException if no logit is a number
     * @throws io.mingle.api.error.InvalidRequestException if the constraint allows no token
     */
    public int next(float[] logits) {
        int limit = Math.min(logits.length, decodable);
        constraint.restrict(logits);
        int best = likeliest(logits, limit);
        if (best < 0) {
            throw new InternalException(
                    "The model gave no usable logit for the next token: all "
                            + limit
                            + " are NaN or negative infinity. The weights are damaged, or the"
                            + " computation overflowed.",
                    null);
        }
        penalise(logits, limit);
        ban(logits, limit);
        int chosen = options.temperature() == 0 ? likeliest(logits, limit) : draw(logits, limit);
        int id = chosen < 0 ? best : chosen;
        history.add(id);
        constraint.advance(id);
        return id;
    }

    private static int likeliest(float[] logits, int limit) {
        int best = -1;
        float highest = Float.NEGATIVE_INFINITY;
        for (int id = 0; id < limit; id++) {
            if (logits[id] > highest) {
                highest = logits[id];
                best = id;
            }
        }
        return best;
    }

    private void penalise(float[] logits, int limit) {
        float penalty = (float) options.repetitionPenalty();
        if (penalty == 1f) {
            return;
        }
        for (int i = 0; i < history.distinctCount(); i++) {
            int id = history.distinct(i);
            if (id < limit) {
                logits[id] = logits[id] < 0 ? logits[id] * penalty : logits[id] / penalty;
            }
        }
    }

    private void ban(float[] logits, int limit) {
        if (ngrams != null) {
            ngrams.followers(id -> ban(logits, limit, id));
        } else if (options.noRepeatNgram() == 1) {
            for (int i = 0; i < history.distinctCount(); i++) {
                ban(logits, limit, history.distinct(i));
            }
        }
    }

    private static void ban(float[] logits, int limit, int id) {
        if (id < limit) {
            logits[id] = Float.NEGATIVE_INFINITY;
        }
    }

    /** Returns a token drawn by its probability, or -1 if none is left. */
    private int draw(float[] logits, int limit) {
        int best = likeliest(logits, limit);
        if (best < 0 || logits[best] == Float.POSITIVE_INFINITY) {
            return best;
        }
        boolean all = options.topK() == 0 || options.topK() >= limit;
        if (all && options.topP() == 1) {
            return drawFromAll(logits, limit, logits[best]);
        }
        candidates.fill(logits, limit);
        keptCount = 0;
        if (all) {
            keepTopP(logits, logits[best], options.topP() * sum(logits, limit, logits[best]));
        } else {
            keepTopK(logits, logits[best]);
            cutTopP();
        }
        return drawFromKept();
    }

    private int drawFromAll(float[] logits, int limit, float highest) {
        double target = random.nextDouble() * sum(logits, limit, highest);
        int last = -1;
        for (int id = 0; id < limit; id++) {
            double weight = weight(logits[id], highest);
            if (weight > 0) {
                last = id;
                target -= weight;
                if (target < 0) {
                    return id;
                }
            }
        }
        return last;
    }

    /** Keeps the likeliest tokens until they weigh enough together. */
    private void keepTopP(float[] logits, float highest, double enough) {
        double total = 0;
        while (!candidates.isEmpty() && (keptCount == 0 || total < enough)) {
            int id = candidates.pop();
            keep(id, weight(logits[id], highest));
            total += weights[keptCount - 1];
        }
    }

    /** Keeps the k likeliest tokens and whatever equals the last of them. */
    private void keepTopK(float[] logits, float highest) {
        int k = options.topK();
        while (!candidates.isEmpty()) {
            if (keptCount >= k && logits[candidates.peek()] < logits[kept[k - 1]]) {
                return;
            }
            int id = candidates.pop();
            keep(id, weight(logits[id], highest));
        }
    }

    /** Drops the kept tokens that the likelier ones make superfluous. */
    private void cutTopP() {
        double enough = options.topP() * keptWeight();
        double before = weights[0];
        for (int i = 1; i < keptCount; i++) {
            if (before >= enough) {
                keptCount = i;
            }
            before += weights[i];
        }
    }

    private int drawFromKept() {
        double target = random.nextDouble() * keptWeight();
        for (int i = 0; i < keptCount; i++) {
            target -= weights[i];
            if (target < 0) {
                return kept[i];
            }
        }
        return kept[keptCount - 1];
    }

    private double keptWeight() {
        double total = 0;
        for (int i = 0; i < keptCount; i++) {
            total += weights[i];
        }
        return total;
    }

    private void keep(int id, double weight) {
        if (keptCount == kept.length) {
            kept = Arrays.copyOf(kept, 2 * keptCount);
            weights = Arrays.copyOf(weights, 2 * keptCount);
        }
        kept[keptCount] = id;
        weights[keptCount++] = weight;
    }

    private double sum(float[] logits, int limit, float highest) {
        double total = 0;
        for (int id = 0; id < limit; id++) {
            total += weight(logits[id], highest);
        }
        return total;
    }

    /** Returns exp((logit - highest) / temperature); 0 for negative infinity and NaN. */
    private double weight(float logit, float highest) {
        return logit > Float.NEGATIVE_INFINITY
                ? Math.exp(((double) logit - highest) / options.temperature())
                : 0;
    }
}
