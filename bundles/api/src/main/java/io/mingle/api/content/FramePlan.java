package io.mingle.api.content;

import io.mingle.api.error.InvalidRequestException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/**
 * Which frames of a video are looked at: how many, and their numbers (spec of the published model,
 * vision, section 2.1). Whoever looks at a video asks it, and so can those who want to know which
 * frames will be looked at, to find what was said meanwhile.
 *
 * <p>Two frames go into a patch, so their number is even.
 */
public final class FramePlan {

    private static final int PAIR = 2;
    private static final double PER_SECOND = 2;
    private static final double SHORT_SECONDS = 5;

    private FramePlan() {}

    /**
     * Chooses frames of a video file: all of a short video, two a second of a long one, within the
     * bounds that are asked for. Where there are fewer than that, all are taken, the last one twice
     * if their number is odd; the published code refuses.
     *
     * @param total frames in the file, 1 or more
     * @param framesPerSecond on average
     * @return their numbers, not falling, an even number of them
     * @throws InvalidRequestException if frames are named that the video does not have
     */
    public static int[] ofFile(FrameSampling sampling, int total, double framesPerSecond) {
        if (!sampling.numbers().isEmpty()) {
            return named(sampling, total);
        }
        double seconds = total / framesPerSecond;
        boolean isLong = framesPerSecond > PER_SECOND && seconds > SHORT_SECONDS;
        int usable = isLong ? (int) (seconds * PER_SECOND) : total;
        int count =
                sampling.frames() > 0
                        ? nearestEven(sampling.frames())
                        : even(
                                Math.max(
                                        Math.min(usable, even(sampling.maxFrames())),
                                        Math.min(
                                                even(sampling.minFrames() + 1),
                                                even(sampling.maxFrames()))));
        if (count <= usable) {
            return numbers(sampling, count, total);
        }
        return isLong ? numbers(sampling, even(usable), total) : all(total);
    }

    /**
     * Chooses among the pictures of a folder: all of them, the last one twice if their number is
     * odd, or as many as are asked for or allowed.
     *
     * @param total pictures in the folder, 1 or more
     * @return their numbers, not falling, an even number of them
     * @throws InvalidRequestException if frames are named that the folder does not have
     */
    public static int[] ofFolder(FrameSampling sampling, int total) {
        if (!sampling.numbers().isEmpty()) {
            return named(sampling, total);
        }
        int usable = even(total + 1);
        int count =
                sampling.frames() > 0
                        ? nearestEven(sampling.frames())
                        : Math.min(usable, even(sampling.maxFrames()));
        return count < usable ? lastRepeated(sampling, count, total) : all(total);
    }

    private static int[] lastRepeated(FrameSampling sampling, int count, int total) {
        int[] numbers = numbers(sampling, count, even(total + 1));
        for (int i = 0; i < count; i++) {
            numbers[i] = Math.min(numbers[i], total - 1);
        }
        return numbers;
    }

    /** Returns the frames that are named, the last one twice if their number is odd. */
    private static int[] named(FrameSampling sampling, int total) {
        int count = sampling.numbers().size();
        int[] numbers = new int[even(count + 1)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = sampling.numbers().get(Math.min(i, count - 1));
        }
        if (numbers[numbers.length - 1] >= total) {
            throw new InvalidRequestException(
                    "Frame %s of a video was asked for, and it has the frames 0 to %s. Ask for existing ones."
                            .formatted(numbers[numbers.length - 1], total - 1));
        }
        return numbers;
    }

    private static int[] all(int total) {
        int[] numbers = new int[even(total + 1)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Math.min(i, total - 1);
        }
        return numbers;
    }

    /**
     * Tells whether an exact number was asked for that there is not.
     *
     * @param numbers what was chosen instead
     */
    public static boolean isShort(FrameSampling sampling, int[] numbers) {
        long taken = taken(numbers);
        boolean bounded = nearestEven(sampling.frames()) > taken;
        return bounded && sampling.frames() > taken;
    }

    /** Returns how many frames are chosen; one that is shown twice counts once. */
    public static long taken(int[] numbers) {
        return Arrays.stream(numbers).distinct().count();
    }

    private static int[] numbers(FrameSampling sampling, int count, int total) {
        return switch (sampling.manner()) {
            case UNIFORM -> uniform(count, total);
            case SEQUENCE -> sequence(count, total);
            case RANDOM -> random(count, total, new SplittableRandom(sampling.seed()));
        };
    }

    private static int[] uniform(int count, int total) {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (edge(i, total, count) + edge(i + 1, total, count) - 1) / 2;
        }
        return numbers;
    }

    private static int[] sequence(int count, int total) {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = edge(i, total - 1, count - 1);
        }
        return numbers;
    }

    private static int[] random(int count, int total, SplittableRandom random) {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            int first = edge(i, total, count);
            int last = edge(i + 1, total, count) - 1;
            if (first == last) {
                return anywhere(count, total, random);
            }
            // The published code leaves out the last one.
            numbers[i] = first + random.nextInt(last - first);
        }
        return numbers;
    }

    private static int[] anywhere(int count, int total, SplittableRandom random) {
        BitSet chosen = new BitSet(total);
        while (chosen.cardinality() < count) {
            chosen.set(random.nextInt(total));
        }
        return chosen.stream().toArray();
    }

    /** The whole part of the i-th of {@code parts} equal steps to {@code end}. */
    private static int edge(int i, int end, int parts) {
        return i == parts ? end : (int) (i * ((double) end / parts));
    }

    private static int even(int number) {
        return number / PAIR * PAIR;
    }

    private static int nearestEven(int number) {
        return (int) Math.rint(number / (double) PAIR) * PAIR;
    }
}
