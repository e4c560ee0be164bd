package io.mingle.vision.video;

import io.mingle.vision.picture.PreprocessorConfig;
import io.mingle.vision.picture.Size;
import io.mingle.vision.picture.SmartResize;

/**
 * The size in which the frames of a video are encoded: the more frames, the smaller (spec of the
 * published model, vision, section 2.2).
 *
 * <p>A frame has 128 to 768 blocks, where a block is the square of pixels that becomes one token,
 * and all frames together about 9,216 tokens. Where a checkpoint encodes no pictures as large as
 * that, its own limits for pictures hold for frames too.
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
        boolean small = config.maxPixels() < MAX_BLOCKS * block;
        max = Math.min(config.maxPixels(), MAX_BLOCKS * block);
        min = small ? Math.min(config.minPixels(), MIN_BLOCKS * block) : MIN_BLOCKS * block;
    }

    /**
     * Returns the largest area of a frame, in whole pixels, if {@code frames} of them are taken.
     */
    long cap(int frames) {
        double share = (double) (TOTAL_BLOCKS * block) / frames * PAIR;
        long cap = (long) Math.max(Math.min(max, share), (long) (min * MARGIN));
        return Math.max(min, Math.min(max, cap));
    }

    /** Returns the size of a frame of a video file if {@code frames} of them are taken. */
    Size ofVideo(Size size, int frames) {
        return SmartResize.onLoading(factor, min, cap(frames)).fit(size);
    }

    /** Returns the size in which a frame is encoded that has been resized once. */
    Size encoded(Size size) {
        return SmartResize.beforeEncoding(factor, min, max).fit(size);
    }
}
