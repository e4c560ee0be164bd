package io.mingle.api.perception;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Generation;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells how far away what is seen in a picture is. Provided by {@code
 * io.mingle.skill.segmentation}; safe to call from any thread.
 */
@ProviderType
public interface DepthEstimation {

    /**
     * Begins to estimate depths.
     *
     * <p>Problems that are found after the call has returned, which may include the ones below, are
     * reported by the {@link io.mingle.api.event.Failed} event of the generation.
     *
     * @param picture where to look; of several pages the first
     * @param options how to draw; there is one drawing, of the size that the model draws, whatever
     *     they say
     * @return the depths, under way, in pixels of the picture as it is shown; it publishes what
     *     {@link io.mingle.api.drawing.Editing} does
     * @throws InvalidRequestException if an argument is null
     * @throws UnreadableContentException if the picture is damaged or of an unknown format
     * @throws ContentTooLargeException if it would decode to more than is accepted
     * @throws SkillUnavailableException if there is no picture generator
     * @throws BrokenModelException if the generator does not fit
     * @throws MemoryRefusedException if there is not enough memory left
     */
    Generation<DepthMap> estimate(Picture picture, DrawingOptions options);
}
