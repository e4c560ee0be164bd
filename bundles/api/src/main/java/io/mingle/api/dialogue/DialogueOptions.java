package io.mingle.api.dialogue;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.understanding.GenerationOptions;
import java.time.Duration;
import java.util.Optional;

/**
 * How a dialogue is held. Begin with {@link #USUAL} and change what should be different.
 *
 * @param rate samples per second of what is heard, 8,000 to 48,000
 * @param turns how turns are found; empty if the host says when one ends
 * @param longest what a turn may last; no longer than the model hears at a time
 * @param system how answers are to be; empty for nothing
 * @param thinking how answers are made
 * @param speaking how they are spoken; empty for words alone
 */
public record DialogueOptions(
        int rate,
        Optional<TurnOptions> turns,
        Duration longest,
        String system,
        GenerationOptions thinking,
        Optional<SpeechOptions> speaking) {

    /**
     * Sound of 16,000 samples a second, turns found by voice, answers as the published demo has
     * them.
     */
    public static final DialogueOptions USUAL =
            new DialogueOptions(
                    16_000,
                    Optional.of(TurnOptions.USUAL),
                    Duration.ofSeconds(30),
                    "",
                    GenerationOptions.GREEDY.withNoRepeatNgram(10),
                    Optional.of(SpeechOptions.USUAL));

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if an argument is null
     */
    public DialogueOptions {
        if (turns == null
                || longest == null
                || system == null
                || thinking == null
                || speaking == null) {
            throw new InvalidRequestException(
                    "A dialogue was given an option that is null. Begin with DialogueOptions.USUAL,"
                            + " and leave what is not wanted empty.");
        }
    }

    /** Returns these options for sound with another number of samples per second. */
    public DialogueOptions withRate(int value) {
        return new DialogueOptions(value, turns, longest, system, thinking, speaking);
    }

    /**
     * Returns these options with turns that are found in another way; null if the host ends them.
     */
    public DialogueOptions withTurns(TurnOptions value) {
        return new DialogueOptions(
                rate, Optional.ofNullable(value), longest, system, thinking, speaking);
    }

    /** Returns these options for answers that are made in another way. */
    public DialogueOptions withThinking(GenerationOptions value) {
        return new DialogueOptions(rate, turns, longest, system, value, speaking);
    }

    /** Returns these options for answers that are spoken in another way; null for words alone. */
    public DialogueOptions withSpeaking(SpeechOptions value) {
        return new DialogueOptions(
                rate, turns, longest, system, thinking, Optional.ofNullable(value));
    }

    /** Returns these options with a scene that is set. */
    public DialogueOptions withSystem(String value) {
        return new DialogueOptions(rate, turns, longest, value, thinking, speaking);
    }
}
