package io.mingle.api.speech;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Generation;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Speaks text. Provided by {@code io.mingle.audio}; safe to call from any thread.
 *
 * <p>Text is spoken sentence by sentence, and sound comes in chunks of about a second, the first
 * before the text is complete. Each token of the talker and each step of the flow is a step of the
 * device, between which others have their turn and a cancellation takes effect.
 */
@ProviderType
public interface SpeechSynthesis {

    /**
     * Begins to speak a text that is known as a whole.
     *
     * <p>Problems that are found after the call has returned, which may include the ones below, are
     * reported by the {@link io.mingle.api.event.Failed} event of the generation.
     *
     * @param text what is to be said, in Chinese or English
     * @param options in which voice, and how
     * @return the speech, under way; it publishes {@link SentenceBegun} and {@link SpeechChunk}s.
     *     The result has no samples: these are what the chunks have
     * @throws InvalidRequestException if an argument is null, there is nothing in the text that can
     *     be said, it is longer than {@link SpokenText#MAX_CHARACTERS}, there is no voice of that
     *     name, or a voice is to be copied without consent
     * @throws UnreadableContentException if a reference of a voice cannot be read, is shorter than
     *     a second, or is silent
     * @throws SkillUnavailableException if the model in use has no talker
     * @throws BrokenModelException if its talker does not fit
     * @throws MemoryRefusedException if there is not enough memory left
     */
    default Generation<Speech> speak(String text, SpeechOptions options) {
        return speak(SpokenText.of(text), options);
    }

    /**
     * Begins to speak a text that is still being written, as an answer is.
     *
     * @param text may be added to until it is ended; the generation does not end before
     * @param options in which voice, and how
     * @return as above; a generation that is cancelled or has failed takes no more of the text
     */
    Generation<Speech> speak(SpokenText text, SpeechOptions options);

    /**
     * Returns the voices that the model in use has of its own.
     *
     * @return those that can be named in {@link SpeechOptions}, in order of their names; perhaps
     *     none
     * @throws SkillUnavailableException if the model in use has no talker
     */
    List<Voice> voices();
}
