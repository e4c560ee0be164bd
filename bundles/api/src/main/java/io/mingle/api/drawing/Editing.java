package io.mingle.api.drawing;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.ConversationTooLongException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Generation;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Changes pictures as told in words. Provided by {@code io.mingle.gen}; safe to call from any
 * thread. What comes out may be changed further.
 */
@ProviderType
public interface Editing {

    /**
     * Begins to edit.
     *
     * <p>Problems that are found after the call has returned, which may include the ones below, are
     * reported by the {@link io.mingle.api.event.Failed} event of the generation.
     *
     * @param edit the picture, and what to change
     * @param options how; a size is that to which what comes out is resized. Without one it has the
     *     size that the model draws, or with a mask that of the picture, and every pixel that may
     *     not change is as it was
     * @return the pictures, under way; it publishes {@link io.mingle.api.event.Progress} for each
     *     step of denoising and, if asked for, {@link PicturePreview}s
     * @throws InvalidRequestException if an argument is null or an option is out of the range of
     *     the model
     * @throws UnreadableContentException if the picture or the mask is damaged or of an unknown
     *     format
     * @throws ContentTooLargeException if one would decode to more than is accepted
     * @throws ConversationTooLongException if the instruction is longer than the model's context
     * @throws SkillUnavailableException if the model in use has no picture generator, or nobody
     *     encodes pictures
     * @throws BrokenModelException if its generator does not fit, or computes what is not a number
     * @throws MemoryRefusedException if there is not enough memory left
     */
    Generation<Drawings> edit(Edit edit, DrawingOptions options);

    /**
     * Tells whether the model in use has what it takes, without loading it.
     *
     * @return false if {@link #edit} would be refused, whatever it is given
     */
    default boolean edits() {
        return true;
    }

    /**
     * Returns the colours with which the model in use marks one thing where it is asked to segment,
     * as its configuration says. Each may be used for a thing that another one would not show on.
     *
     * @return {@code 0xRRGGBB}, the usual one first; none if the configuration says nothing
     * @throws BrokenModelException if it says what is no colour
     */
    default List<Integer> markColours() {
        return List.of();
    }
}
