package io.mingle.vision.video;

import io.mingle.api.content.FrameLimits;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.vision.picture.PreprocessorConfig;
import io.mingle.vision.picture.Size;
import io.mingle.vision.picture.SmartResize;

/**
 * The size in which the frames of a video are encoded: the more frames, the smaller (spec of the
 * published model, vision, section 2.2).
 *
 * <p>In the first resize a frame gets 128 to 768 blocks, where a block is the square of pixels that
 * becomes one token, and all frames together about 9,216 tokens; a request may set other limits for
 * it. Those of the second are the checkpoint's.
 */
final class FrameSize {

    private static final int MIN_BLOCKS = 128;
    private static final int MAX_BLOCKS = 768;
    private static final int TOTAL_BLOCKS = 9216;
    private static final int PAIR = 2;

    /** How far the least area is exceeded at least, so that both limits can be met. */
    private static final double MARGIN = 1.05;

    private final int factor;
    private final long block;
    private final long min;
    private final long max;

    FrameSize(PreprocessorConfig config) {
        factor = config.factor();
        block = (long) factor * factor;
        min = config.minPixelsVideo();
        max = config.maxPixelsVideo();
    }

    /**
     * Returns the largest area of a frame of a video file, in pixels, if {@code frames} of them are
     * taken.
     */
    double cap(int frames, FrameLimits limits) {
        long total = limits.totalPixels() > 0 ? limits.totalPixels() : TOTAL_BLOCKS * block;
        double cap =
                Math.max(
                        Math.min(MAX_BLOCKS * block, (double) total / frames * PAIR),
                        (long) (least(limits) * MARGIN));
        return limits.maxPixels() > 0 ? Math.min(limits.maxPixels(), cap) : cap;
    }

    private long least(FrameLimits limits) {
        return limits.minPixels() > 0 ? limits.minPixels() : MIN_BLOCKS * block;
    }

    /**
     * Returns the size after the first resize of a frame of a video file, if {@code frames} of them
     * are taken.
     */
    Size ofFile(Size size, int frames, FrameLimits limits) {
        double cap = cap(frames, limits);
        // A request may ask for less than the least.
        long least = (long) Math.min(least(limits), cap);
        return SmartResize.onLoading(factor, least, cap).fit(size);
    }

    /** Returns the size in which a frame is encoded that has been resized once. */
    Size encoded(Size size) {
        return SmartResize.beforeEncoding(factor, min, max).fit(size);
    }

    /**
     * Refuses limits that cannot be kept, before anything is decoded.
     *
     * @throws InvalidRequestException if frames are to have more pixels than the model encodes, or
     *     fewer than it needs
     */
    void check(FrameLimits limits) {
        if (limits.minPixels() > max) {
            throw new InvalidRequestException(
                    "Frames of at least %s pixels were asked for, and this model encodes frames of at most %s. Ask for smaller ones."
                            .formatted(limits.minPixels(), max));
        }
        if (limits.maxPixels() > 0 && limits.maxPixels() < min) {
            throw new InvalidRequestException(
                    "Frames of at most %s pixels were asked for, and this model encodes frames of at least %s. Allow larger ones; fewer frames save tokens, too."
                            .formatted(limits.maxPixels(), min));
        }
    }
}
