package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.content.Content;
import io.mingle.api.content.FrameSampling;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.FinishReason;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.Timings;
import io.mingle.api.model.InstalledModel;
import io.mingle.api.understanding.Question;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mingle ask}: one question, one answer. */
@Command(
        name = "ask",
        description =
                "Answers a question, about pictures, videos and sounds in any mixture or without,"
                        + " and shows the answer as it comes. The model gets pictures, videos,"
                        + " words and sounds in this order.",
        footer = {
            "",
            "Examples:",
            "  mingle ask --image receipt.png \"Read the text.\"",
            "  mingle ask --model DIR --image a.png --audio b.wav \"Is this what you hear?\""
        })
final class AskCommand implements Callable<Integer> {

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
                    "A sound (WAV, FLAC, MP3, Ogg, M4A, or the track of a video) that the question"
                            + " is about, or that is the question; may be given several times.")
    private List<Path> sounds = new ArrayList<>();

    @Mixin private GenerationOption generation;

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
        Question question = question();
        try (Mingle mingle = session.start(model.directory())) {
            Generation answer = session.patiently("loading the model", () -> mingle.ask(question));
            Duration load = Duration.ofNanos(System.nanoTime() - begun);
            if (json) {
                Finished finished = Answer.await(answer, session.interruption(), piece -> {});
                session.out().println(Json.line(object(finished, load, modelName(mingle))));
            } else {
                stream(answer);
            }
        }
        return ExitCode.OK;
    }

    private Question question() {
        List<Content> content = new ArrayList<>();
        images.forEach(image -> content.add(Picture.read(image)));
        FrameSampling sampling = frames.sampling(generation.options().seed());
        videos.forEach(video -> content.add(new Video(video, sampling, frames.limits())));
        if (words != null) {
            content.add(new Text(words));
        } else if (sounds.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "Missing required parameter: 'QUESTION'");
        }
        sounds.forEach(sound -> content.add(Sound.read(sound)));
        return new Question(content, generation.options());
    }

    private void stream(Generation answer) {
        PrintStream out = session.out();
        AtomicBoolean open = new AtomicBoolean();
        try {
            Finished finished =
                    Answer.await(
                            answer,
                            session.interruption(),
                            piece -> {
                                open.set(true);
                                out.print(piece);
                                // Nobody reads any more, for example after "| head".
                                if (out.checkError()) {
                                    answer.cancel();
                                }
                            });
            out.println();
            open.set(false);
            if (finished.reason() == FinishReason.LENGTH) {
                session.err()
                        .println(
                                "mingle: The answer was cut after "
                                        + finished.usage().completionTokens()
                                        + " tokens. Allow more with --max-tokens.");
            }
        } finally {
            if (open.get()) {
                out.println();
            }
        }
    }

    private static ObjectNode object(Finished finished, Duration load, String model) {
        ObjectNode object = Json.object();
        object.put("answer", finished.text());
        object.put("finish_reason", finished.reason().name().toLowerCase(Locale.ROOT));
        object.put("prompt_tokens", finished.usage().promptTokens());
        object.put("completion_tokens", finished.usage().completionTokens());
        Timings timings = finished.usage().timings();
        object.putObject("timings_ms")
                .put("load", Json.millis(load))
                .put("encode", Json.millis(timings.encode()))
                .put("prefill", Json.millis(timings.prefill()))
                .put("decode", Json.millis(timings.decode()));
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
