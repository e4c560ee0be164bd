package io.mingle.api.understanding;

import io.mingle.api.error.InvalidRequestException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * How tokens are chosen, when to stop, what to tell about them, and what to do about damaged
 * content. Begin with {@link #GREEDY} and change what should be different.
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
 * @param stop texts at which the answer ends, up to {@value #MOST_STOPS}, none of them empty. The
 *     first that is complete ends it, wherever its tokens begin and end, and is not part of it
 * @param logprobs how many of the likeliest tokens are told beside each token of the answer, 0 to
 *     {@value #MOST_LOGPROBS}; if there is a number, the generation publishes a {@link
 *     io.mingle.api.event.TokenLogProbs} for each token
 * @param constraint what the answer has to be, if anything
 */
public record GenerationOptions(
        int maxTokens,
        double temperature,
        int topK,
        double topP,
        double repetitionPenalty,
        int noRepeatNgram,
        long seed,
        boolean strict,
        List<String> stop,
        OptionalInt logprobs,
        Optional<Constraint> constraint) {

    /** The most texts that may end an answer. */
    public static final int MOST_STOPS = 16;

    /** The most tokens that are told beside each token of an answer. */
    public static final int MOST_LOGPROBS = 20;

    /** The likeliest token every time, at most 512 of them, without penalties. */
    public static final GenerationOptions GREEDY =
            new GenerationOptions(
                    512, 0, 0, 1, 1, 0, 0, false, List.of(), OptionalInt.empty(), Optional.empty());

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
        check(
                stop != null
                        && stop.size() <= MOST_STOPS
                        && stop.stream().allMatch(GenerationOptions::mayStop),
                "stop",
                stop,
                "up to " + MOST_STOPS + " texts of whole characters, none of them empty");
        stop = List.copyOf(stop);
        check(
                logprobs != null && logprobs.orElse(0) >= 0 && logprobs.orElse(0) <= MOST_LOGPROBS,
                "logprobs",
                logprobs == null || logprobs.isEmpty() ? logprobs : logprobs.getAsInt(),
                "0 to " + MOST_LOGPROBS);
        check(constraint != null, "constraint", constraint, "a constraint or empty");
    }

    private static boolean mayStop(String text) {
        return text != null
                && !text.isEmpty()
                && text.codePoints().noneMatch(it -> Character.getType(it) == Character.SURROGATE);
    }

    /**
     * Returns these options with another limit on new tokens.
     *
     * @param value 1 or more
     * @return a copy
     */
    public GenerationOptions withMaxTokens(int value) {
        return copy(it -> it.maxTokens = value);
    }

    /**
     * Returns these options with another temperature.
     *
     * @param value 0 (greedy) or more
     * @return a copy
     */
    public GenerationOptions withTemperature(double value) {
        return copy(it -> it.temperature = value);
    }

    /**
     * Returns these options with another number of candidates.
     *
     * @param value 0 (no limit) or more
     * @return a copy
     */
    public GenerationOptions withTopK(int value) {
        return copy(it -> it.topK = value);
    }

    /**
     * Returns these options with another probability that the candidates have together.
     *
     * @param value above 0, at most 1 (no limit)
     * @return a copy
     */
    public GenerationOptions withTopP(double value) {
        return copy(it -> it.topP = value);
    }

    /**
     * Returns these options with another penalty on tokens that occurred.
     *
     * @param value above 0; 1 for none
     * @return a copy
     */
    public GenerationOptions withRepetitionPenalty(double value) {
        return copy(it -> it.repetitionPenalty = value);
    }

    /**
     * Returns these options with another length of the sequences that may not occur twice.
     *
     * @param value 0 (no limit) or more
     * @return a copy
     */
    public GenerationOptions withNoRepeatNgram(int value) {
        return copy(it -> it.noRepeatNgram = value);
    }

    /**
     * Returns these options with another seed.
     *
     * @param value any
     * @return a copy
     */
    public GenerationOptions withSeed(long value) {
        return copy(it -> it.seed = value);
    }

    /**
     * Returns these options with another way to treat content that cannot be regarded whole.
     *
     * @param value whether it is refused
     * @return a copy
     */
    public GenerationOptions withStrict(boolean value) {
        return copy(it -> it.strict = value);
    }

    /**
     * Returns these options with other texts that end the answer.
     *
     * @param texts up to {@value #MOST_STOPS}, none of them empty; none for no such end
     * @return a copy
     */
    public GenerationOptions withStop(List<String> texts) {
        return copy(it -> it.stop = texts);
    }

    /**
     * Returns these options with log probabilities told.
     *
     * @param likeliest how many tokens are told beside each token of the answer, 0 to {@value
     *     #MOST_LOGPROBS}
     * @return a copy
     */
    public GenerationOptions withLogprobs(int likeliest) {
        return copy(it -> it.logprobs = OptionalInt.of(likeliest));
    }

    /**
     * Returns these options with another constraint.
     *
     * @param value what the answer has to be; null for none
     * @return a copy
     */
    public GenerationOptions withConstraint(Constraint value) {
        return copy(it -> it.constraint = Optional.ofNullable(value));
    }

    private GenerationOptions copy(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** Options while one of them is being changed. */
    private static final class Draft {
        private int maxTokens;
        private double temperature;
        private int topK;
        private double topP;
        private double repetitionPenalty;
        private int noRepeatNgram;
        private long seed;
        private boolean strict;
        private List<String> stop;
        private OptionalInt logprobs;
        private Optional<Constraint> constraint;

        Draft(GenerationOptions from) {
            maxTokens = from.maxTokens;
            temperature = from.temperature;
            topK = from.topK;
            topP = from.topP;
            repetitionPenalty = from.repetitionPenalty;
            noRepeatNgram = from.noRepeatNgram;
            seed = from.seed;
            strict = from.strict;
            stop = from.stop;
            logprobs = from.logprobs;
            constraint = from.constraint;
        }

        GenerationOptions options() {
            return new GenerationOptions(
                    maxTokens,
                    temperature,
                    topK,
                    topP,
                    repetitionPenalty,
                    noRepeatNgram,
                    seed,
                    strict,
                    stop,
                    logprobs,
                    constraint);
        }
    }

    private static void check(boolean right, String name, Object value, String range) {
        if (!right) {
            throw new InvalidRequestException(
                    "The option '" + name + "' is " + value + "; it has to be " + range + ".");
        }
    }
}
