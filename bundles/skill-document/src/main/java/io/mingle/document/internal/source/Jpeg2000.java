package io.mingle.document.internal.source;

import io.mingle.api.content.Picture;
import io.mingle.api.media.DecodedPicture;
import java.util.Optional;

/** Decodes JPEG 2000, for which there is no decoder in this bundle. */
@FunctionalInterface
public interface Jpeg2000 {

    /** Nobody does. */
    Jpeg2000 NONE = (picture, maxPixels) -> Optional.empty();

    /**
     * Decodes a picture.
     *
     * @return its pixels; empty if nobody decodes it
     * @throws io.mingle.api.error.MingleException if it is damaged or too large
     */
    Optional<DecodedPicture> decode(Picture picture, long maxPixels);
}
