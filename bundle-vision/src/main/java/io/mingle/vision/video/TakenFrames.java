package io.mingle.vision.video;

import io.mingle.vision.picture.RgbPicture;
import java.util.List;

/**
 * The frames of a video that are looked at.
 *
 * @param pictures an even number of frames of one size, both sides multiples of the factor; one
 *     that is shown twice is there twice, but held once
 * @param warnings what of the video is missing, a sentence each for a person; usually none
 */
public record TakenFrames(List<RgbPicture> pictures, List<String> warnings) {

    /** Copies the lists. */
    public TakenFrames {
        pictures = List.copyOf(pictures);
        warnings = List.copyOf(warnings);
    }
}
