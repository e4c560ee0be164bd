package io.mingle.api.understanding;

import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Generation;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Answers questions about pictures and videos. Provided by {@code io.mingle.vision}; safe to call
 * from any thread.
 *
 * <p>When the providing bundle stops, answers that were begun through the broker are finished
 * first, within its drain time-out.
 */
@ProviderType
public interface PictureUnderstanding {

    /**
     * Begins to answer.
     *
     * <p>Problems that are found after the call has returned, which may include the ones below, are
     * reported by the {@link io.mingle.api.event.Failed} event of the generation.
     *
     * <p>Pictures and the frames of videos are read before this returns. A video file needs {@code
     * io.mingle.media.ffmpeg}; a folder of frames does not.
     *
     * @param question words, pictures and videos, in the order in which the model is to see them
     * @return the answer, under way
     * @throws InvalidRequestException if there is a sound among the content, for which {@link
     *     Understanding} is there, or a video has fewer frames than are asked for
     * @throws UnreadableContentException if a picture, video or frame is missing, damaged or of an
     *     unknown format, or the frames of a folder differ in size
     * @throws ContentTooLargeException if a picture or frame would decode to more than is accepted
     * @throws SkillUnavailableException if a video file is asked about and nobody decodes those
     * @throws MemoryRefusedException if there is not enough memory left
     */
    Generation ask(Question question);
}
