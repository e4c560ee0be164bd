package io.mingle.api.understanding;

import io.mingle.api.content.Picture;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds where something is in a picture. Provided by {@code io.mingle.vision}; safe to call from
 * any thread.
 */
@ProviderType
public interface Grounding {

    /**
     * Looks for what a phrase names.
     *
     * @param picture where to look
     * @param phrase what to look for, for example {@code blue star}
     * @param limit how long to look at most
     * @return the places, possibly none, in pixels of the picture as it is shown
     * @throws InvalidRequestException if an argument is null or the phrase is blank
     * @throws UnreadableContentException if the picture is damaged or of an unknown format
     * @throws ContentTooLargeException if the picture would decode to more than is accepted
     * @throws CancelledException if the limit passed first
     */
    List<Box> locate(Picture picture, String phrase, Duration limit);
}
