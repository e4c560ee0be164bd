package io.mingle.host.command;

import io.mingle.api.content.FrameLimits;
import io.mingle.api.content.FrameSampling;
import io.mingle.api.content.FrameSampling.Manner;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;

/** The options that say which frames of videos are looked at, and how large. */
final class FramesOption {

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--frames",
            paramLabel = "N",
            description =
                    "Take N frames of each video, 2 to 512, an odd number made even, instead of two"
                        + " a second; of a file longer than five seconds at most two a second. If"
                        + " there are fewer, all are taken, with a warning.")
    private Integer frames;

    @Option(
            names = "--max-frames",
            paramLabel = "N",
            description =
                    "Take at most N frames of each video, where --frames does not say how many; 64"
                            + " if not given.")
    private Integer most;

    @Option(
            names = "--sample",
            paramLabel = "HOW",
            converter = MannerName.class,
            description =
                    "Where in the video they lie: 'uniform', in the middles of equal intervals (if"
                            + " not given), 'sequence', from the first frame to the last, or"
                            + " 'random', anywhere in equal intervals, by --seed.")
    private Manner manner;

    @Option(
            names = "--min-pixels",
            paramLabel = "N",
            description = "Enlarge frames of videos to N pixels.")
    private long minPixels;

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "Shrink frames of videos to N pixels.")
    private long maxPixels;

    @Option(
            names = "--total-pixels",
            paramLabel = "N",
            description =
                    "Shrink the frames of a video file until all of them have N pixels, where two"
                            + " that share their tokens count once. If not given, the model's own"
                            + " limits hold; no frame leaves these.")
    private long totalPixels;

    /**
     * Returns what was asked for.
     *
     * @param seed of random frames
     */
    FrameSampling sampling(long seed) {
        return OptionValues.inRange(
                command,
                () -> {
                    FrameSampling sampling = FrameSampling.DEFAULT.withSeed(seed);
                    sampling = most == null ? sampling : sampling.withMaxFrames(most);
                    sampling = frames == null ? sampling : sampling.withFrames(frames);
                    return manner == null ? sampling : sampling.withManner(manner);
                });
    }

    /** Returns how large they are to be. */
    FrameLimits limits() {
        return OptionValues.inRange(
                command, () -> new FrameLimits(minPixels, maxPixels, totalPixels));
    }

    /** Reads a manner in small letters. */
    static final class MannerName implements ITypeConverter<Manner> {
        @Override
        public Manner convert(String name) {
            try {
                return Manner.valueOf(name.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        "'" + name + "' is none of 'uniform', 'sequence' and 'random'");
            }
        }
    }
}
