package io.mingle.document.internal;

import io.mingle.api.event.TokenLogProbs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How sure the model was of a part of its answer: the geometric mean of the probabilities of the
 * tokens that have a byte in it.
 */
final class Confidences {

    private final String text;
    private final List<TokenLogProbs> tokens;

    /**
     * Prepares.
     *
     * @param text the answer
     * @param tokens those of the answer in a row; perhaps none
     */
    Confidences(String text, List<TokenLogProbs> tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    /** Returns it for the characters from one to before another; empty if it was not told. */
    OptionalDouble of(int begin, int end) {
        int from = bytes(text.substring(0, begin));
        int to = from + bytes(text.substring(begin, end));
        int at = 0;
        double sum = 0;
        int count = 0;
        for (TokenLogProbs each : tokens) {
            int next = at + each.token().bytes().length;
            if (at < to && next > from) {
                sum += each.token().logProbability();
                count++;
            }
            at = next;
        }
        return count == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.min(1, Math.exp(sum / count)));
    }

    private static int bytes(String part) {
        return part.getBytes(StandardCharsets.UTF_8).length;
    }
}
