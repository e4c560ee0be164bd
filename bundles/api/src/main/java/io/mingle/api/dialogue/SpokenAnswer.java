package io.mingle.api.dialogue;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.speech.Speech;
import io.mingle.api.understanding.Answer;
import java.util.Optional;

/**
 * What was answered.
 *
 * @param answer in words
 * @param speech what is known of its speech, whose samples were published; empty if there was
 *     nothing to say, or nothing was to be spoken
 */
public record SpokenAnswer(Answer answer, Optional<Speech> speech) {

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if an argument is null
     */
    public SpokenAnswer {
        if (answer == null || speech == null) {
            throw new InvalidRequestException(
                    "A spoken answer was reported without its words, or with speech that is null.");
        }
    }
}
