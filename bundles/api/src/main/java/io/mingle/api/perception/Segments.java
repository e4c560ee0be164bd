package io.mingle.api.perception;

import io.mingle.api.content.Picture;
import java.util.List;

/**
 * What was found.
 *
 * @param masks none if nothing was painted; of one object at most one; of several, the largest
 *     first; copied
 * @param mask all masks as a PNG file of the size of the picture: white on black for one thing, in
 *     the colours of the masks for several
 * @param overlay the picture with the masks painted on it, as a PNG file
 * @param drawn what the generator made of the picture, in the size that it draws
 * @param difference of that from what it was given, as a PNG file in that size: grey, of which 255
 *     is a distance of 100 in CIE L*a*b*
 * @param diagnostics how the masks were told
 */
public record Segments(
        List<Mask> masks,
        Picture mask,
        Picture overlay,
        Picture drawn,
        Picture difference,
        SegmentationDiagnostics diagnostics) {

    /** Copies the list. */
    public Segments {
        masks = List.copyOf(masks);
    }
}
