package io.mingle.host.command;

import io.mingle.api.content.FrameSampling;
import io.mingle.api.content.FrameSampling.Manner;
import io.mingle.api.error.InvalidRequestException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say which frames of videos are looked at. */
final class FramesOption {

    @Option(
            names = "--frames",
            paramLabel = "N",
            description = "Take exactly N frames of each video instead of two a second.")
    private Integer frames;

    @Option(
            names = "--max-frames",
            paramLabel = "N",
            description = "Take at most N frames of each video; 64 if not given.")
    private Integer most;

    @Option(
            names = "--sample",
            paramLabel = "HOW",
            converter = MannerName.class,
            description =
                    "Where in the video they lie: 'uniform', in the middles of equal intervals (if"
                            + " not given), or 'sequence', from the first frame to the last.")
    private Manner manner;

    /**
     * Returns what was asked for.
     *
     * @throws InvalidRequestException if a number is out of its range
     */
    FrameSampling sampling() {
        FrameSampling usual = FrameSampling.DEFAULT;
        int atMost = most == null ? usual.maxFrames() : most;
        return new FrameSampling(
                frames == null ? 0 : requireSome(frames),
                Math.min(usual.minFrames(), Math.max(2, atMost)),
                atMost,
                manner == null ? usual.manner() : manner);
    }

    private static int requireSome(int frames) {
        if (frames < 2) {
            throw new InvalidRequestException(
                    "--frames %d was given; take 2 to %d frames of a video."
                            .formatted(frames, FrameSampling.MOST));
        }
        return frames;
    }

    /** Reads a manner in small letters. */
    static final class MannerName implements ITypeConverter<Manner> {
        @Override
        public Manner convert(String name) {
            try {
                return Manner.valueOf(name.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        "'" + name + "' is neither 'uniform' nor 'sequence'");
            }
        }
    }
}
