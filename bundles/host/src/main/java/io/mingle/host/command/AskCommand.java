package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.content.Content;
import io.mingle.api.content.FrameSampling;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Sound.Channels;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.model.InstalledModel;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import io.mingle.host.console.Units;
import io.mingle.host.input.Spool;
import io.mingle.host.input.StandardInput;
import io.mingle.json.TokenScores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code mingle ask}: one question, one answer. */
@Command(
        name = "ask",
        description =
                "Answers a question, about pictures, videos and sounds in any mixture or without,"
                        + " and shows the answer as it comes. The model gets pictures, videos,"
                        + " words and sounds in this order. One of the files may be - for the"
                        + " standard input.",
        footer = {
            "",
            "Examples:",
            "  mingle ask --image receipt.png \"Read the text.\"",
            "  mingle ask --model DIR --image a.png --audio b.wav \"Is this what you hear?\"",
            "  curl -s https://example.org/a.png | mingle ask --image - \"Read the text.\""
        })
final class AskCommand implements Callable<Integer> {

    /** What a video may have that is piped in and kept in a file: 4 GiB. */
    private static final long MAX_VIDEO_BYTES = 4L << 30;

    private final Session session;

    @Mixin private ModelOption model;

    @Option(
            names = "--image",
            paramLabel = "FILE",
            description = "A picture that the question is about; may be given several times.")
    private List<Path> images = new ArrayList<>();

    @Option(
            names = "--video",
            paramLabel = "FILE_OR_FOLDER",
            description =
                    "A video that the question is about, or a folder with a picture for each of its"
                            + " frames, taken by name; may be given several times. A file needs the"
                            + " bundle io.mingle.media.ffmpeg.")
    private List<Path> videos = new ArrayList<>();

    @Mixin private FramesOption frames;

    @Option(
            names = "--audio",
            paramLabel = "FILE",
            description =
                    "A sound (WAV, FLAC, MP3, Ogg, M4A, WMA, AMR and others, or the track of a"
                            + " video) that the question is about, or that is the question; may be"
                            + " given several times.")
    private List<Path> sounds = new ArrayList<>();

    @Option(
            names = "--channel",
            paramLabel = "WHICH",
            converter = ChannelName.class,
            description =
                    "Which channels of sounds are heard: 'mix', the mean of all (if not given), or"
                            + " 'first', the first alone, as in the published code.")
    private Channels channels = Channels.MIXED;

    @Mixin private GenerationOption generation;

    @Mixin private StrictOption strict;

    @Option(names = "--json", description = "Print one JSON object instead of the bare answer.")
    private boolean json;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "QUESTION",
            description = "What you want to know, in quotes. A sound may ask it instead.")
    private String words;

    @Spec private CommandSpec spec;

    AskCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        long begun = System.nanoTime();
        GenerationOptions options = strict.in(generation.options());
        if (generation.tellsLogprobs() && !json) {
            throw new ParameterException(
                    spec.commandLine(), "The option '--logprobs' is told in JSON: add --json.");
        }
        try (Spool spool = new Spool()) {
            Conversation conversation;
            try (Interruption.Abandonable reading = session.interruption().abandonable()) {
                conversation = conversation(spool, options);
            }
            try (Mingle mingle = session.start(model.directory())) {
                Generation<Answer> answer =
                        session.patiently(
                                "loading the model", () -> mingle.ask(conversation, options));
                Duration load = Duration.ofNanos(System.nanoTime() - begun);
                if (json) {
                    print(answer, load, mingle);
                } else {
                    stream(answer);
                }
            }
        }
        return ExitCode.OK;
    }

    private void print(Generation<Answer> answer, Duration load, Mingle mingle) {
        Finished<Answer> finished = Receiver.await(answer, session.interruption(), update -> {});
        session.out().println(Json.line(object(finished, load, modelName(mingle))));
        session.warn(finished);
    }

    private void stream(Generation<Answer> answer) {
        ShownText.of(session, answer, update -> {})
                .ifPresent(
                        finished -> {
                            session.warn(finished);
                            if (finished.result().reason() == FinishReason.LENGTH) {
                                session.err()
                                        .println(
                                                "mingle: The answer was cut after "
                                                        + Units.count(
                                                                finished.usage().completionTokens(),
                                                                "token")
                                                        + ". Allow more with --max-tokens.");
                            }
                        });
    }

    private Conversation conversation(Spool spool, GenerationOptions options) {
        if (Stream.of(images, videos, sounds)
                        .flatMap(List::stream)
                        .filter(StandardInput::isMeant)
                        .count()
                > 1) {
            throw new ParameterException(
                    spec.commandLine(), "The standard input can be read once: give one '-' only.");
        }
        List<Content> content = new ArrayList<>();
        images.forEach(image -> content.add(picture(image)));
        FrameSampling sampling = frames.sampling(options.seed());
        for (Path video : videos) {
            Path file =
                    Spool.isNeeded(video)
                            ? spool.keep(video, session.in(), "video", MAX_VIDEO_BYTES)
                            : video;
            content.add(new Video(file, sampling, frames.limits()));
        }
        if (words != null) {
            content.add(new Text(words));
        } else if (sounds.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Missing required parameter: 'QUESTION'");
        }
        sounds.forEach(sound -> content.add(sound(sound).withChannels(channels)));
        return new Conversation(List.of(Message.user(content.toArray(Content[]::new))));
    }

    private Picture picture(Path file) {
        return StandardInput.isMeant(file)
                ? new Picture(
                        StandardInput.NAME,
                        StandardInput.read(session.in(), "picture", Picture.MAX_BYTES))
                : Picture.read(file);
    }

    private Sound sound(Path file) {
        return StandardInput.isMeant(file)
                ? new Sound(
                        StandardInput.NAME,
                        StandardInput.read(session.in(), "sound", Sound.MAX_BYTES))
                : Sound.read(file);
    }

    /** Reads a choice of channels. */
    static final class ChannelName implements ITypeConverter<Channels> {
        @Override
        public Channels convert(String name) {
            return switch (name) {
                case "mix" -> Channels.MIXED;
                case "first" -> Channels.FIRST;
                default ->
                        throw new TypeConversionException(
                                "'" + name + "' is neither 'mix' nor 'first'");
            };
        }
    }

    private static ObjectNode object(Finished<Answer> finished, Duration load, String model) {
        ObjectNode object = Json.object();
        object.put("answer", finished.result().text());
        finished.warnings().forEach(object.putArray("warnings")::add);
        object.put("finish_reason", finished.result().reason().name().toLowerCase(Locale.ROOT));
        finished.result().stop().ifPresent(stop -> object.put("stop", stop));
        if (!finished.result().logprobs().isEmpty()) {
            object.set("logprobs", TokenScores.of(finished.result().logprobs()));
        }
        Json.usage(object, finished.usage(), load);
        object.put("model", model);
        return object;
    }

    private static String modelName(Mingle mingle) {
        try (Lease<InstalledModel> lease =
                mingle.broker().lease(InstalledModel.class, Duration.ofSeconds(1))) {
            return lease.service().name();
        } catch (SkillUnavailableException e) {
            // The model has been exchanged since it answered.
            return "unknown";
        }
    }
}
