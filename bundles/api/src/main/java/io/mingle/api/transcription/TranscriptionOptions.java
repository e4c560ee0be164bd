package io.mingle.api.transcription;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.understanding.GenerationOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How to write down speech. Begin with {@link #USUAL} and change what should be different.
 *
 * @param language what is spoken: an ISO 639 code such as {@code zh}, or an English name such as
 *     {@code Chinese}; the model finds out if empty
 * @param hints what else is known
 * @param translate whether the text is in English, whatever is spoken
 * @param longestSegment longer speech without a pause is cut where it is quietest: 2 s to 5
 *     minutes. What the model hears at a time is the limit in any case
 * @param longest the longest recording that is accepted: up to {@link #MOST}
 * @param generation how tokens are chosen, and how many at most, for each segment
 * @param done segments that were heard before and are taken as they are, where speech begins and
 *     ends as theirs does; copied
 */
public record TranscriptionOptions(
        Optional<String> language,
        Hints hints,
        boolean translate,
        Duration longestSegment,
        Duration longest,
        GenerationOptions generation,
        List<Segment> done) {

    /** The longest recording of all: a week. */
    public static final Duration MOST = Duration.ofDays(7);

    private static final Duration SHORTEST_CUT = Duration.ofSeconds(2);
    private static final Duration LONGEST_CUT = Duration.ofMinutes(5);

    /**
     * Any language, no hints, segments of up to 30 seconds, recordings of up to a day. No ten
     * tokens in a row occur twice, as those ask who publish the model: who begins to say the same
     * again would go on to the limit.
     */
    public static final TranscriptionOptions USUAL =
            new TranscriptionOptions(
                    Optional.empty(),
                    Hints.NONE,
                    false,
                    Duration.ofSeconds(30),
                    Duration.ofDays(1),
                    GenerationOptions.GREEDY.withMaxTokens(1024).withNoRepeatNgram(10),
                    List.of());

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if an argument is null or out of its range
     */
    public TranscriptionOptions {
        if (language == null
                || hints == null
                || longestSegment == null
                || longest == null
                || generation == null
                || done == null) {
            throw new InvalidRequestException(
                    "Options for transcribing were given without one of language, hints,"
                            + " longestSegment, longest, generation and done; begin with"
                            + " TranscriptionOptions.USUAL.");
        }
        if (longestSegment.compareTo(SHORTEST_CUT) < 0
                || longestSegment.compareTo(LONGEST_CUT) > 0) {
            throw new InvalidRequestException(
                    "The option 'longestSegment' is %s s; it has to be 2 to 300 s."
                            .formatted(longestSegment.toSeconds()));
        }
        if (longest.isNegative() || longest.isZero() || longest.compareTo(MOST) > 0) {
            throw new InvalidRequestException(
                    "The option 'longest' is %s s; it has to be above 0 and at most %s s."
                            .formatted(longest.toSeconds(), MOST.toSeconds()));
        }
        language = language.map(String::strip).filter(it -> !it.isEmpty());
        done = List.copyOf(done);
    }

    /** Returns these options with another language; null for one that the model finds out. */
    public TranscriptionOptions withLanguage(String value) {
        return new TranscriptionOptions(
                Optional.ofNullable(value),
                hints,
                translate,
                longestSegment,
                longest,
                generation,
                done);
    }

    /** Returns these options with other hints. */
    public TranscriptionOptions withHints(Hints value) {
        return new TranscriptionOptions(
                language, value, translate, longestSegment, longest, generation, done);
    }

    /** Returns these options with a text in English, or in the language that is spoken. */
    public TranscriptionOptions withTranslate(boolean value) {
        return new TranscriptionOptions(
                language, hints, value, longestSegment, longest, generation, done);
    }

    /** Returns these options with another limit on segments. */
    public TranscriptionOptions withLongestSegment(Duration value) {
        return new TranscriptionOptions(
                language, hints, translate, value, longest, generation, done);
    }

    /** Returns these options with another limit on recordings. */
    public TranscriptionOptions withLongest(Duration value) {
        return new TranscriptionOptions(
                language, hints, translate, longestSegment, value, generation, done);
    }

    /** Returns these options with another choice of tokens. */
    public TranscriptionOptions withGeneration(GenerationOptions value) {
        return new TranscriptionOptions(
                language, hints, translate, longestSegment, longest, value, done);
    }

    /** Returns these options with segments that need not be heard again. */
    public TranscriptionOptions withDone(List<Segment> value) {
        return new TranscriptionOptions(
                language, hints, translate, longestSegment, longest, generation, value);
    }
}
