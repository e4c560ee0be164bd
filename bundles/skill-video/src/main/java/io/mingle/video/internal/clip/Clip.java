package io.mingle.video.internal.clip;

import io.mingle.api.content.FrameLimits;
import io.mingle.api.content.FrameSampling;
import io.mingle.api.content.Video;
import io.mingle.api.video.TimeSpan;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A video of which it is known how many frames it has, and when each is shown. */
public abstract class Clip {

    /** Each picture of a folder may be damaged in its own way. */
    private static final int MOST_WARNINGS = 32;

    private final Set<String> warnings = new LinkedHashSet<>();
    private final Video video;
    private final int frames;
    private final double framesPerSecond;

    Clip(Video video, int frames, double framesPerSecond) {
        this.video = video;
        this.frames = frames;
        this.framesPerSecond = framesPerSecond;
    }

    /** Chooses frames as whoever looks at the video would. */
    abstract int[] planned(FrameSampling sampling);

    /**
     * Decodes some frames, one at a time.
     *
     * @param numbers rising
     */
    public abstract void look(int[] numbers, Frame frame);

    /** Tells whether it is an encoded file, not pictures. */
    public abstract boolean isFile();

    /** Notes what is missing of it. */
    void missing(List<String> sentences) {
        sentences.stream()
                .limit(Math.max(0, MOST_WARNINGS - warnings.size()))
                .forEach(warnings::add);
    }

    /** Returns what is known to be missing of it by now, a sentence each. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Returns what to call it in messages. */
    public String name() {
        return video.name();
    }

    /** Returns how many frames it has, 1 or more. */
    public int frames() {
        return frames;
    }

    /** Returns how long it lasts, in seconds. */
    public double seconds() {
        return frames / framesPerSecond;
    }

    /** Returns the whole of it. */
    public TimeSpan whole() {
        return new TimeSpan(0, seconds());
    }

    /** Returns when a frame is shown, in seconds. */
    public double time(int number) {
        return number / framesPerSecond;
    }

    /** Returns the times of frames. */
    public List<Double> times(int[] numbers) {
        return Arrays.stream(numbers).mapToObj(this::time).toList();
    }

    /**
     * Chooses frames by the video's own sampling.
     *
     * @param most frames at most
     * @return numbers without repetition, rising
     */
    public int[] plan(int most) {
        FrameSampling sampling = video.sampling();
        int limited = Math.max(2, Math.min(most, sampling.maxFrames()));
        FrameSampling bounded =
                sampling.frames() > most
                        ? sampling.withFrames(Math.max(2, most))
                        : sampling.withMaxFrames(limited);
        int[] numbers = Arrays.stream(planned(bounded)).distinct().toArray();
        return numbers.length <= Math.max(2, most)
                ? numbers
                : IntStream.range(0, most)
                        .map(i -> numbers[(int) ((long) i * numbers.length / most)])
                        .toArray();
    }

    /** Returns how many frames its sampling takes at most. */
    public int wanted() {
        FrameSampling sampling = video.sampling();
        if (!sampling.numbers().isEmpty()) {
            return sampling.numbers().size();
        }
        return sampling.frames() > 0 ? sampling.frames() : sampling.maxFrames();
    }

    /**
     * Chooses frames in the middles of equal intervals of a part.
     *
     * @param count how many, 1 or more; fewer if there are not that many
     * @return one number or more, rising
     */
    public int[] within(TimeSpan part, int count) {
        int first = clamp((int) Math.ceil(part.start() * framesPerSecond - 1e-6));
        int end =
                Math.max(
                        first + 1,
                        Math.min(frames, (int) Math.ceil(part.end() * framesPerSecond - 1e-6)));
        int total = end - first;
        int taken = Math.min(count, total);
        return IntStream.range(0, taken)
                .map(i -> first + (int) ((2L * i + 1) * total / (2L * taken)))
                .distinct()
                .toArray();
    }

    private int clamp(int number) {
        return Math.max(0, Math.min(frames - 1, number));
    }

    /** Returns the limits that its frames are to be encoded by. */
    public FrameLimits limits() {
        return video.limits();
    }

    /** Returns some of its frames as a video. */
    public Video showing(int[] numbers, FrameLimits limits) {
        return video.withSampling(
                        FrameSampling.DEFAULT.withNumbers(Arrays.stream(numbers).boxed().toList()))
                .withLimits(limits);
    }
}
