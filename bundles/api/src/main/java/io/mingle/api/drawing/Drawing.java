package io.mingle.api.drawing;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.ConversationTooLongException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Draws pictures from words. Provided by {@code io.mingle.gen}; safe to call from any thread.
 *
 * <p>Denoising steps are steps of the device, between which others have their turn and a
 * cancellation takes effect.
 */
@ProviderType
public interface Drawing {

    /**
     * Begins to draw.
     *
     * <p>Problems that are found after the call has returned, which may include the ones below, are
     * reported by the {@link io.mingle.api.event.Failed} event of the generation.
     *
     * @param prompt what is to be seen
     * @param options how
     * @return the pictures, under way; it publishes {@link io.mingle.api.event.Progress} for each
     *     step of denoising and, if asked for, {@link PicturePreview}s
     * @throws InvalidRequestException if an argument is null, the prompt is blank, or an option is
     *     out of the range of the model
     * @throws ConversationTooLongException if the prompt is longer than the model's context
     * @throws SkillUnavailableException if the model in use has no picture generator
     * @throws BrokenModelException if its generator does not fit, or computes what is not a number
     * @throws MemoryRefusedException if there is not enough memory left
     */
    Generation<Drawings> draw(String prompt, DrawingOptions options);

    /**
     * Returns the sizes that the model in use draws; another size is drawn as the one of these
     * whose shape is nearest.
     *
     * @return at least one; the size that is drawn unless told otherwise comes first
     * @throws SkillUnavailableException if the model in use has no picture generator
     */
    List<PictureSize> sizes();
}
