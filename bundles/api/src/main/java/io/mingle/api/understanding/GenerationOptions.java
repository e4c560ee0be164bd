package io.mingle.api.understanding;

import io.mingle.api.error.InvalidRequestException;

/**
 * How tokens are chosen, when to stop, and what to do about damaged content.
 *
 * @param maxTokens how many new tokens at most, 1 or more
 * @param temperature divides the logits before sampling; 0 takes the likeliest token every time
 *     (greedy)
 * @param topK sample among this many likeliest tokens; 0 for no such limit
 * @param topP sample among the likeliest tokens that together have this probability, above 0 to 1;
 *     1 for no such limit
 * @param repetitionPenalty divides positive and multiplies negative logits of tokens that occurred,
 *     above 0; 1 for none
 * @param noRepeatNgram no sequence of this many tokens occurs twice in prompt and answer; 0 for no
 *     such limit
 * @param seed of the random choices; the same seed and request give the same answer on one machine
 * @param strict whether content that cannot be regarded whole is refused; else it is used as far as
 *     it goes, and the answer's warnings say what was lost
 */
public record GenerationOptions(
        int maxTokens,
        double temperature,
        int topK,
        double topP,
        double repetitionPenalty,
        int noRepeatNgram,
        long seed,
        boolean strict) {

    /** The likeliest token every time, at most 512 of them, without penalties. */
    public static final GenerationOptions GREEDY =
            new GenerationOptions(512, 0, 0, 1, 1, 0, 0, false);

    /**
     * Checks that every value is in its range.
     *
     * @throws InvalidRequestException if one is not
     */
    public GenerationOptions {
        check(maxTokens >= 1, "maxTokens", maxTokens, "1 or more");
        check(
                temperature >= 0 && Double.isFinite(temperature),
                "temperature",
                temperature,
                "0 or more");
        check(topK >= 0, "topK", topK, "0 (no limit) or more");
        check(topP > 0 && topP <= 1, "topP", topP, "above 0 and at most 1");
        check(
                repetitionPenalty > 0 && Double.isFinite(repetitionPenalty),
                "repetitionPenalty",
                repetitionPenalty,
                "above 0 (1 for none)");
        check(noRepeatNgram >= 0, "noRepeatNgram", noRepeatNgram, "0 (no limit) or more");
    }

    /**
     * Returns these options with another limit on new tokens.
     *
     * @param value 1 or more
     * @return a copy
     */
    public GenerationOptions withMaxTokens(int value) {
        return new GenerationOptions(
                value, temperature, topK, topP, repetitionPenalty, noRepeatNgram, seed, strict);
    }

    /**
     * Returns these options with another temperature.
     *
     * @param value 0 (greedy) or more
     * @return a copy
     */
    public GenerationOptions withTemperature(double value) {
        return new GenerationOptions(
                maxTokens, value, topK, topP, repetitionPenalty, noRepeatNgram, seed, strict);
    }

    /**
     * Returns these options with another number of candidates.
     *
     * @param value 0 (no limit) or more
     * @return a copy
     */
    public GenerationOptions withTopK(int value) {
        return new GenerationOptions(
                maxTokens,
                temperature,
                value,
                topP,
                repetitionPenalty,
                noRepeatNgram,
                seed,
                strict);
    }

    /**
     * Returns these options with another probability that the candidates have together.
     *
     * @param value above 0, at most 1 (no limit)
     * @return a copy
     */
    public GenerationOptions withTopP(double value) {
        return new GenerationOptions(
                maxTokens,
                temperature,
                topK,
                value,
                repetitionPenalty,
                noRepeatNgram,
                seed,
                strict);
    }

    /**
     * Returns these options with another penalty on tokens that occurred.
     *
     * @param value above 0; 1 for none
     * @return a copy
     */
    public GenerationOptions withRepetitionPenalty(double value) {
        return new GenerationOptions(
                maxTokens, temperature, topK, topP, value, noRepeatNgram, seed, strict);
    }

    /**
     * Returns these options with another length of the sequences that may not occur twice.
     *
     * @param value 0 (no limit) or more
     * @return a copy
     */
    public GenerationOptions withNoRepeatNgram(int value) {
        return new GenerationOptions(
                maxTokens, temperature, topK, topP, repetitionPenalty, value, seed, strict);
    }

    /**
     * Returns these options with another seed.
     *
     * @param value any
     * @return a copy
     */
    public GenerationOptions withSeed(long value) {
        return new GenerationOptions(
                maxTokens,
                temperature,
                topK,
                topP,
                repetitionPenalty,
                noRepeatNgram,
                value,
                strict);
    }

    /**
     * Returns these options with another way to treat content that cannot be regarded whole.
     *
     * @param value whether it is refused
     * @return a copy
     */
    public GenerationOptions withStrict(boolean value) {
        return new GenerationOptions(
                maxTokens, temperature, topK, topP, repetitionPenalty, noRepeatNgram, seed, value);
    }

    private static void check(boolean right, String name, Object value, String range) {
        if (!right) {
            throw new InvalidRequestException(
                    "The option '" + name + "' is " + value + "; it has to be " + range + ".");
        }
    }
}
