package io.mingle.host.command;

import io.mingle.api.content.Video;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.Progress;
import io.mingle.api.event.Update;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.video.BoxTracked;
import io.mingle.api.video.FoundMoments;
import io.mingle.api.video.Passes;
import io.mingle.api.video.SegmentSeen;
import io.mingle.api.video.SubtitleFile;
import io.mingle.api.video.Track;
import io.mingle.api.video.VideoAnswer;
import io.mingle.api.video.VideoSummary;
import io.mingle.api.video.VideoWatching;
import io.mingle.api.video.WatchOptions;
import io.mingle.host.Mingle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mingle watch}: videos. */
@Command(
        name = "watch",
        description = {
            "Watches a video, a file or a folder of frames: answers a question about it, sums it"
                    + " up, tells when something happens, or where a thing is in each frame. With"
                    + " --live it watches a stream while it goes on.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  mingle watch clip.mp4 \"What does the woman pick up?\"",
            "  mingle watch clip.mp4 \"What colour is the car?\" --choices \"red|green|blue\"",
            "  mingle watch film.mkv --subtitles embedded --summary",
            "  mingle watch clip.mp4 --find \"the red ball stops\"",
            "  mingle watch frames/ --track \"the red ball\" --json",
            "  mingle watch --live http://127.0.0.1:8081/stream --when future \"Who comes in?\""
        })
final class WatchCommand implements Callable<Integer> {

    private static final String EMBEDDED = "embedded";

    private final Session session;

    @Spec private CommandSpec spec;

    @Mixin private ModelOption model;

    @Option(
            names = "--summary",
            description = "Sum the video up, part by part and in short; so without a question.")
    private boolean summary;

    @Option(
            names = "--find",
            paramLabel = "EVENT",
            description = "Tell when this happens, for example \"the red ball stops\".")
    private String event;

    @Option(
            names = "--track",
            paramLabel = "THING",
            description = "Tell where this is in each frame that is taken.")
    private String thing;

    @Option(
            names = "--choices",
            paramLabel = "A|B|C",
            split = "\\|",
            description =
                    "Choose one of these answers to the question, with bars between them; may be"
                            + " given several times.")
    private List<String> choices = new ArrayList<>();

    @Option(
            names = "--subtitles",
            paramLabel = "FILE",
            description =
                    "Subtitles of the video: an SRT, VTT or ASS file, or the word 'embedded' for"
                            + " the track inside the video.")
    private String subtitles;

    @Option(
            names = "--fps",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "How many frames of a folder make a second (${DEFAULT-VALUE}); of a stream, how"
                            + " many a second are taken at most.")
    private double framesPerSecond;

    @Option(
            names = "--passes",
            paramLabel = "HOW",
            defaultValue = "auto",
            description =
                    "'one': frames from all of it; 'two': first roughly, then closely what has to"
                        + " do with the question; 'auto': two if frames would be more than eight"
                        + " seconds apart (${DEFAULT-VALUE}).")
    private Passes passes;

    @Option(
            names = "--max-hours",
            paramLabel = "N",
            defaultValue = "12",
            description = "Refuse to watch a longer video (${DEFAULT-VALUE}).")
    private double maxHours;

    @Mixin private FramesOption frames;

    @Mixin private WatchLiveOption live;

    @Mixin private GenerationOption generation;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Mixin private SkillsOption skills;

    @Parameters(
            index = "0",
            paramLabel = "VIDEO",
            description =
                    "A video file, or a folder with a picture for each frame; with --live a folder"
                            + " that frames are written into, or the address of a camera on this"
                            + " machine that sends Motion JPEG.")
    private String video;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "QUESTION",
            description = "What you want to know, in quotes.")
    private String question;

    WatchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        generation.refuseLogprobs();
        GenerationOptions tokens = generation.options();
        check();
        WatchOptions options = options(tokens);
        if (live.isLive()) {
            try (Mingle mingle = session.start(model.directory(), skills.once())) {
                return new LiveRun(session, mingle, json)
                        .run(live.settings(video, question, framesPerSecond, tokens));
            } finally {
                session.live().clear();
            }
        }
        Video watched = new Video(Path.of(video), frames.sampling(tokens.seed()), frames.limits());
        try (Mingle mingle = session.start(model.directory(), skills.once())) {
            watch(mingle, watched, options);
            return ExitCode.OK;
        } finally {
            session.live().clear();
        }
    }

    private void check() {
        long tasks =
                Stream.of(question != null, summary, event != null, thing != null)
                        .filter(it -> it)
                        .count();
        if (tasks > 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Give one of QUESTION, --summary, --find and --track at a time.");
        }
        if (!choices.isEmpty() && question == null) {
            throw new ParameterException(
                    spec.commandLine(), "The option '--choices' belongs to a QUESTION.");
        }
        boolean forFiles =
                summary
                        || event != null
                        || thing != null
                        || subtitles != null
                        || !choices.isEmpty();
        if (live.isLive() && forFiles) {
            throw new ParameterException(
                    spec.commandLine(),
                    "A stream is asked questions: with --live, give no --summary, --find, --track,"
                            + " --choices or --subtitles.");
        }
    }

    private WatchOptions options(GenerationOptions tokens) {
        try {
            WatchOptions options =
                    WatchOptions.USUAL
                            .withFramesPerSecond(framesPerSecond)
                            .withPasses(passes)
                            .withMaxSeconds(maxHours * 3600)
                            .withGeneration(tokens);
            if (subtitles == null) {
                return options;
            }
            return subtitles.equals(EMBEDDED)
                    ? options.withEmbedded(true)
                    : options.withSubtitles(SubtitleFile.read(Path.of(subtitles)));
        } catch (InvalidRequestException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void watch(Mingle mingle, Video watched, WatchOptions options) {
        WatchedText text = new WatchedText(session, json);
        if (thing != null) {
            Finished<Track> track = awaited(mingle, it -> it.track(watched, thing, options));
            text.track(track);
        } else if (event != null) {
            Finished<FoundMoments> found = awaited(mingle, it -> it.find(watched, event, options));
            text.moments(found);
        } else if (question == null) {
            Finished<VideoSummary> all = awaited(mingle, it -> it.summarise(watched, options));
            text.summary(all);
        } else {
            Finished<VideoAnswer> answer =
                    awaited(
                            mingle,
                            it ->
                                    choices.isEmpty()
                                            ? it.ask(watched, question, options)
                                            : it.choose(watched, question, choices, options));
            text.answer(answer, choices);
        }
    }

    private <R> Finished<R> awaited(Mingle mingle, Function<VideoWatching, Generation<R>> call) {
        Finished<R> finished =
                Receiver.await(
                        mingle.generate(VideoWatching.class, call),
                        session.interruption(),
                        this::show);
        session.live().clear();
        session.warn(finished);
        return finished;
    }

    private void show(Update update) {
        if (update instanceof SegmentSeen seen) {
            session.live()
                    .show(
                            "part %s of %s, %s: %s"
                                    .formatted(
                                            seen.done(),
                                            seen.of(),
                                            seen.segment().span().text(),
                                            OneLine.of(seen.segment().text())));
        } else if (update instanceof BoxTracked tracked) {
            session.live().show("frame %s of %s".formatted(tracked.done(), tracked.of()));
        } else if (update instanceof Progress progress) {
            session.live().show("%s, frame %s".formatted(progress.what(), progress.step()));
        }
    }
}
