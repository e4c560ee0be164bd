package io.mingle.api.content;

import io.mingle.api.error.InvalidRequestException;
import java.util.List;

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
 * @param numbers exactly these frames, by their numbers from 0 in the order in which they are
 *     shown, not falling, at most {@value #MOST}; then the others say nothing. Empty to let them;
 *     copied
 */
public record FrameSampling(
        int frames, int minFrames, int maxFrames, Manner manner, long seed, List<Integer> numbers) {

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

    /** Takes frames as many as are asked for, none of them by its number. */
    public FrameSampling(int frames, int minFrames, int maxFrames, Manner manner, long seed) {
        this(frames, minFrames, maxFrames, manner, seed, List.of());
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
        if (numbers == null || numbers.size() > MOST || !isRising(numbers)) {
            throw new InvalidRequestException(
                    "Frames of a video were named by their numbers %s. Name up to %s, from 0 on, in the order in which they are shown."
                            .formatted(numbers, MOST));
        }
        numbers = List.copyOf(numbers);
    }

    private static boolean isRising(List<Integer> numbers) {
        int before = 0;
        for (Integer number : numbers) {
            if (number == null || number < before) {
                return false;
            }
            before = number;
        }
        return true;
    }

    /**
     * Takes some frames by their numbers.
     *
     * @param value one or more, from 0 on, not falling
     * @return this, otherwise
     * @throws InvalidRequestException if there are none, too many, or they fall
     */
    public FrameSampling withNumbers(List<Integer> value) {
        if (value == null || value.isEmpty()) {
            throw new InvalidRequestException(
                    "Frames of a video were to be taken by their numbers, and none was given. Name"
                            + " one or more.");
        }
        return new FrameSampling(frames, minFrames, maxFrames, manner, seed, value);
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
        return new FrameSampling(value, minFrames, maxFrames, manner, seed, numbers);
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
                frames, Math.min(minFrames, Math.max(2, value)), value, manner, seed, numbers);
    }

    /**
     * Takes frames elsewhere in the video.
     *
     * @param value where
     * @return this, otherwise
     */
    public FrameSampling withManner(Manner value) {
        return new FrameSampling(frames, minFrames, maxFrames, value, seed, numbers);
    }

    /**
     * Takes other random frames.
     *
     * @param value any number
     * @return this, otherwise
     */
    public FrameSampling withSeed(long value) {
        return new FrameSampling(frames, minFrames, maxFrames, manner, value, numbers);
    }
}
