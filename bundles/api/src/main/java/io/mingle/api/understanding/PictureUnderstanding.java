package io.mingle.api.understanding;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Generation;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Answers questions about pictures. Provided by {@code io.mingle.vision}; safe to call from any
 * thread.
 *
 * <p>When the providing bundle stops, answers that were begun through the broker are finished
 * first.
 */
@ProviderType
public interface PictureUnderstanding {

    /**
     * Begins to answer.
     *
     * <p>Problems that are found after the call has returned, which may include the ones below, are
     * reported by the {@link io.mingle.api.event.Failed} event of the generation.
     *
     * @param question words and pictures, in the order in which the model is to see them
     * @return the answer, under way
     * @throws InvalidRequestException if there is a sound among the content
     * @throws UnreadableContentException if a picture is damaged or of an unknown format
     * @throws ContentTooLargeException if a picture would decode to more than is accepted
     * @throws MemoryRefusedException if there is not enough memory left
     */
    Generation ask(Question question);
}
