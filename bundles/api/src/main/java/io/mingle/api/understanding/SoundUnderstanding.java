package io.mingle.api.understanding;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Generation;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Answers questions about sounds, and questions that are spoken. Provided by {@code
 * io.mingle.audio}; safe to call from any thread.
 *
 * <p>When the providing bundle stops, answers that were begun through the broker are finished
 * first, within its drain time-out.
 */
@ProviderType
public interface SoundUnderstanding {

    /**
     * Begins to answer.
     *
     * <p>Problems that are found after the call has returned, which may include the ones below, are
     * reported by the {@link io.mingle.api.event.Failed} event of the generation.
     *
     * @param question words and sounds, in the order in which the model is to hear them; a sound
     *     alone is a spoken question
     * @return the answer, under way
     * @throws InvalidRequestException if there is a picture or a video among the content, for which
     *     {@link Understanding} is there
     * @throws UnreadableContentException if a sound is damaged, too short or of an unknown format
     * @throws ContentTooLargeException if a sound lasts longer than the model hears at a time
     * @throws BrokenModelException if the model in use has no audio encoder
     * @throws MemoryRefusedException if there is not enough memory left
     */
    Generation ask(Question question);
}
