package io.mingle.api.content;

import io.mingle.api.error.InvalidRequestException;

/**
 * How large the frames of a video are encoded: more pixels show more, and take more tokens.
 * Whatever is asked for, a model encodes frames within limits of its own, and limits that
 * contradict these are refused by it; the published one has 100,352 to 602,112 pixels a frame, and
 * 7,225,344 in all.
 *
 * @param minPixels what smaller frames are enlarged to; 0 for the model's own
 * @param maxPixels what larger frames are shrunk to; 0 for the model's own, which is less the more
 *     frames are taken
 * @param totalPixels what all frames of a file may have together, two frames that share their
 *     tokens counted once, as long as each keeps about its least; 0 for the model's own. Frames of
 *     a folder have no such limit
 */
public record FrameLimits(long minPixels, long maxPixels, long totalPixels) {

    /** The model's own limits. */
    public static final FrameLimits DEFAULT = new FrameLimits(0, 0, 0);

    /**
     * Checks the numbers.
     *
     * @throws InvalidRequestException if one is negative, or the least is above the most
     */
    public FrameLimits {
        boolean ordered = maxPixels == 0 || minPixels <= maxPixels;
        if (minPixels < 0 || maxPixels < 0 || totalPixels < 0 || !ordered) {
            throw new InvalidRequestException(
                    "Frames of a video were to have at least %s, at most %s and in all %s pixels. Take numbers above 0, or 0 for the model's own, the least not above the most."
                            .formatted(minPixels, maxPixels, totalPixels));
        }
    }
}
