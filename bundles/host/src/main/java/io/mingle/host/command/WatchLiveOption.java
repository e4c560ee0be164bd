package io.mingle.host.command;

import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.video.LiveOptions;
import io.mingle.api.video.Moment;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of a stream that is watched while it goes on. */
final class WatchLiveOption {

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--live",
            description =
                    "Watch a stream. Questions are typed or piped in, a line each, at any moment:"
                        + " 'now: …' is about the latest frames, 'later: …' waits until it can be"
                        + " told, anything else is about all that was seen.")
    private boolean live;

    @Option(
            names = "--when",
            paramLabel = "WHEN",
            defaultValue = "past",
            description =
                    "What QUESTION is about: 'past' or 'now', asked when the stream has ended, or"
                            + " 'future', asked at once and answered when it can be told"
                            + " (${DEFAULT-VALUE}).")
    private Moment when;

    @Option(
            names = "--part-seconds",
            paramLabel = "N",
            defaultValue = "4",
            description =
                    "Look at so many seconds of a stream at a time, or less where somebody asks"
                            + " (${DEFAULT-VALUE}).")
    private double partSeconds;

    @Option(
            names = "--idle-seconds",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "A folder has ended when no frame was written for so long (${DEFAULT-VALUE}).")
    private double idleSeconds;

    @Option(
            names = "--memory-tokens",
            paramLabel = "N",
            defaultValue = "9216",
            description =
                    "Keep so many tokens of what was seen; what is older is put into words"
                            + " (${DEFAULT-VALUE}).")
    private int memoryTokens;

    boolean isLive() {
        return live;
    }

    /** What a stream is watched with. */
    record Settings(
            String source,
            String question,
            Moment when,
            double framesPerSecond,
            double partSeconds,
            Duration idle,
            LiveOptions options) {}

    Settings settings(
            String source, String question, double framesPerSecond, GenerationOptions tokens) {
        return OptionValues.inRange(
                command,
                () ->
                        new Settings(
                                source,
                                question,
                                when,
                                framesPerSecond,
                                Math.max(0, partSeconds),
                                Duration.ofMillis((long) (1000 * Math.max(0.2, idleSeconds))),
                                LiveOptions.USUAL
                                        .withMaxTokens(memoryTokens)
                                        .withGeneration(tokens)));
    }
}
