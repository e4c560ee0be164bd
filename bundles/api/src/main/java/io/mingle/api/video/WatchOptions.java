package io.mingle.api.video;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.understanding.GenerationOptions;
import java.util.Optional;

/**
 * How to watch. Begin with {@link #USUAL} and change what should be different. Which frames are
 * taken, and how large, says the {@link io.mingle.api.content.Video} itself.
 *
 * @param subtitles those that belong to the video, from a file of their own
 * @param embedded whether a subtitle track inside the video is used where there is no file; the
 *     first that is text
 * @param framesPerSecond how fast the frames of a folder, or pictures, follow each other: 0.001 to
 *     1,000. A file says so itself
 * @param passes how often the video is gone through for a question
 * @param maxSeconds the longest video that is watched
 * @param generation how tokens are chosen, and how many at most, for each answer
 */
public record WatchOptions(
        Optional<SubtitleFile> subtitles,
        boolean embedded,
        double framesPerSecond,
        Passes passes,
        double maxSeconds,
        GenerationOptions generation) {

    /** How long a video may last unless something else is said: twelve hours, in seconds. */
    public static final double USUAL_MAX_SECONDS = 12 * 3600;

    /** No subtitles, a frame of a folder each second, up to 512 tokens. */
    public static final WatchOptions USUAL =
            new WatchOptions(
                    Optional.empty(),
                    false,
                    1,
                    Passes.AUTO,
                    USUAL_MAX_SECONDS,
                    GenerationOptions.GREEDY.withMaxTokens(512));

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if an argument is null or out of its range
     */
    public WatchOptions {
        if (subtitles == null || passes == null || generation == null) {
            throw new InvalidRequestException(
                    "Options for watching were given without one of subtitles, passes and"
                            + " generation; begin with WatchOptions.USUAL.");
        }
        if (!(framesPerSecond >= 0.001 && framesPerSecond <= 1000)) {
            throw new InvalidRequestException(
                    "The option 'framesPerSecond' is %s; it has to be 0.001 to 1000."
                            .formatted(framesPerSecond));
        }
        if (!(maxSeconds > 0)) {
            throw new InvalidRequestException(
                    "The option 'maxSeconds' is %s; it has to be above 0.".formatted(maxSeconds));
        }
    }

    /** Returns these options with subtitles from a file. */
    public WatchOptions withSubtitles(SubtitleFile value) {
        return new WatchOptions(
                Optional.ofNullable(value),
                embedded,
                framesPerSecond,
                passes,
                maxSeconds,
                generation);
    }

    /** Returns these options with the subtitles that the video carries, or without. */
    public WatchOptions withEmbedded(boolean value) {
        return new WatchOptions(subtitles, value, framesPerSecond, passes, maxSeconds, generation);
    }

    /** Returns these options with another speed of folders. */
    public WatchOptions withFramesPerSecond(double value) {
        return new WatchOptions(subtitles, embedded, value, passes, maxSeconds, generation);
    }

    /** Returns these options with another number of passes. */
    public WatchOptions withPasses(Passes value) {
        return new WatchOptions(
                subtitles, embedded, framesPerSecond, value, maxSeconds, generation);
    }

    /** Returns these options with another limit. */
    public WatchOptions withMaxSeconds(double value) {
        return new WatchOptions(subtitles, embedded, framesPerSecond, passes, value, generation);
    }

    /** Returns these options with another choice of tokens. */
    public WatchOptions withGeneration(GenerationOptions value) {
        return new WatchOptions(subtitles, embedded, framesPerSecond, passes, maxSeconds, value);
    }
}
