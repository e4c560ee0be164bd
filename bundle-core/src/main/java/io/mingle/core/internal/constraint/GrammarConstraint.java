package io.mingle.core.internal.constraint;

import io.mingle.core.internal.sampling.TokenConstraint;
import io.mingle.thinker.tokenizer.Tokenizer;
import java.util.Arrays;

/** Holds one answer to a grammar. */
final class GrammarConstraint implements TokenConstraint {

    private final Grammar grammar;
    private final Tokenizer tokenizer;
    private final int end;
    private Language at;

    GrammarConstraint(Grammar grammar, Tokenizer tokenizer, int end) {
        this.grammar = grammar;
        this.tokenizer = tokenizer;
        this.end = end;
        this.at = grammar.start();
    }

    @Override
    public void restrict(float[] logits) {
        long[] allowed = grammar.allowed(at);
        int whole = Math.min(logits.length, 64 * allowed.length);
        for (int from = 0; from < whole; from += 64) {
            long bits = allowed[from >> 6];
            int to = Math.min(whole, from + 64);
            if (bits == 0) {
                Arrays.fill(logits, from, to, Float.NEGATIVE_INFINITY);
            } else {
                for (long out = ~bits; out != 0; out &= out - 1) {
                    int id = from + Long.numberOfTrailingZeros(out);
                    if (id < to) {
                        logits[id] = Float.NEGATIVE_INFINITY;
                    }
                }
            }
        }
        Arrays.fill(logits, whole, logits.length, Float.NEGATIVE_INFINITY);
    }

    @Override
    public void advance(int id) {
        if (id != end) {
            at = grammar.after(at, tokenizer.bytes(id));
        }
    }
}
