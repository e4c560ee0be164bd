package io.mingle.api.understanding;

import io.mingle.api.content.Picture;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Generation;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds where something is in a picture. Provided by {@code io.mingle.vision}; safe to call from
 * any thread.
 */
@ProviderType
public interface Grounding {

    /**
     * Begins to look for what a phrase names.
     *
     * @param picture where to look; of several pages the first
     * @param phrase what to look for, for example {@code blue star}
     * @return the places, under way, in pixels of the picture as it is shown
     * @throws InvalidRequestException if an argument is null or the phrase is blank
     * @throws UnreadableContentException if the picture is damaged or of an unknown format
     * @throws ContentTooLargeException if the picture would decode to more than is accepted
     */
    Generation<Boxes> locate(Picture picture, String phrase);
}
