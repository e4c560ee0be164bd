package io.mingle.api.content;

import io.mingle.api.error.InvalidRequestException;

/**
 * Which frames of a video are looked at. Two of them go into one group of tokens, so odd numbers
 * are made even: {@code frames} to the nearest (halves to a multiple of four), {@code minFrames}
 * up, {@code maxFrames} down.
 *
 * @param frames exactly how many, 2 or more, or 0 to take two a second within the bounds; all
 *     frames of a video of up to five seconds, and of a folder, which has no speed. Where there are
 *     fewer, all are taken, and the answer warns of it
 * @param minFrames the least, 2 or more; of a video with fewer all are taken
 * @param maxFrames the most, at least {@code minFrames}
 * @param manner where in the video they lie
 * @param seed of {@link Manner#RANDOM}; the same seed and video give the same frames
 */
public record FrameSampling(int frames, int minFrames, int maxFrames, Manner manner, long seed) {

    /** Where the frames lie. */
    public enum Manner {
        /** In the middle of equal intervals. */
        UNIFORM,
        /** At equal steps from the first frame to the last. */
        SEQUENCE,
        /**
         * Anywhere in equal intervals, except on the last frame of one. Where an interval has a
         * single frame, anywhere in the video, no frame twice.
         */
        RANDOM
    }

    /** The most frames that may be asked for. */
    public static final int MOST = 512;

    /** Two a second, 4 to 64 frames, from the middles of equal intervals. */
    public static final FrameSampling DEFAULT = new FrameSampling(0, 4, 64, Manner.UNIFORM);

    /** Takes frames with the seed 0, which only {@link Manner#RANDOM} looks at. */
    public FrameSampling(int frames, int minFrames, int maxFrames, Manner manner) {
        this(frames, minFrames, maxFrames, manner, 0);
    }

    /**
     * Checks the numbers.
     *
     * @throws InvalidRequestException if one is out of its range
     */
    public FrameSampling {
        boolean exact = frames == 0 || frames >= 2 && frames <= MOST;
        if (!exact
                || minFrames < 2
                || maxFrames < minFrames
                || maxFrames > MOST
                || manner == null) {
            throw new InvalidRequestException(
                    "Frames of a video were to be taken by %s, at least %s, at most %s, manner %s. Take 2 to %s, the least not above the most."
                            .formatted(frames, minFrames, maxFrames, manner, MOST));
        }
    }

    /**
     * Takes an exact number of frames.
     *
     * @param value 2 or more
     * @return this, otherwise
     */
    public FrameSampling withFrames(int value) {
        if (value < 2 || value > MOST) {
            throw new InvalidRequestException(
                    "Exactly %s frames of a video were to be taken. Take 2 to %s."
                            .formatted(value, MOST));
        }
        return new FrameSampling(value, minFrames, maxFrames, manner, seed);
    }

    /**
     * Takes at most so many frames, and no more than that at least.
     *
     * @param value 2 or more
     * @return this, otherwise
     */
    public FrameSampling withMaxFrames(int value) {
        if (value < 2 || value > MOST) {
            throw new InvalidRequestException(
                    "At most %s frames of a video were to be taken. Let it be 2 to %s."
                            .formatted(value, MOST));
        }
        return new FrameSampling(
                frames, Math.min(minFrames, Math.max(2, value)), value, manner, seed);
    }

    /**
     * Takes frames elsewhere in the video.
     *
     * @param value where
     * @return this, otherwise
     */
    public FrameSampling withManner(Manner value) {
        return new FrameSampling(frames, minFrames, maxFrames, value, seed);
    }

    /**
     * Takes other random frames.
     *
     * @param value any number
     * @return this, otherwise
     */
    public FrameSampling withSeed(long value) {
        return new FrameSampling(frames, minFrames, maxFrames, manner, value);
    }
}
