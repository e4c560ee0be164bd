package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.Progress;
import io.mingle.api.event.TextDelta;
import io.mingle.api.event.Update;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.host.Mingle;
import io.mingle.host.batch.MingleAnswers;
import io.mingle.host.input.StandardInput;
import io.mingle.host.input.TextFile;
import io.mingle.json.MediaPaths;
import io.mingle.json.MediaTarget;
import io.mingle.json.NamedFile;
import io.mingle.json.SkillJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mingle run}: any skill, by its name. */
@Command(
        name = "run",
        description = {
            "Calls a skill and prints what it makes: a text as it is, anything else as a JSON"
                    + " object. Pictures, sounds and videos become files, which the object names."
                    + " How far it is, is told on the standard error.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  mingle run --list",
            "  mingle run grounding --arguments '{\"picture\": \"a.png\", \"phrase\": \"star\"}'",
            "  mingle run understanding --arguments @question.json --json",
            "  mingle run colour --skills target/ --arguments '{\"picture\": \"a.png\"}'"
        })
final class RunCommand implements Callable<Integer> {

    /** Arguments in a file may hold media as data URLs. */
    private static final TextFile ARGUMENTS =
            new TextFile(
                    "file with arguments",
                    512 << 20,
                    "Arguments may stand in the command itself, and name files.");

    private static final int SHOWN = 60;

    private final Session session;

    @Spec private CommandSpec spec;

    @Mixin private ModelOption model;

    @Option(names = "--list", description = "List the skills and what they take, and call none.")
    private boolean list;

    @Option(
            names = "--arguments",
            paramLabel = "JSON_OR_@FILE",
            defaultValue = "{}",
            description =
                    "A JSON object, or @ and the file that has it, @- for the standard input. Where"
                            + " the skill takes a picture, sound or video: the path of a file,"
                            + " relative to the current folder or to that of the file with the"
                            + " arguments, or a data URL.")
    private String arguments;

    @Option(
            names = "--files",
            paramLabel = "DIR",
            description =
                    "Where pictures, sounds and videos go that the skill makes: a folder, made if"
                            + " need be; the current one if left out. No file is overwritten.")
    private Path files;

    @Mixin private GenerationOption generation;

    @Mixin private StrictOption strict;

    @Mixin private SkillsOption skills;

    @Option(
            names = "--json",
            description =
                    "Print one JSON object with 'result', 'warnings', tokens and times, also for a"
                            + " text.")
    private boolean json;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SKILL",
            description = "The name of the skill; --list lists them.")
    private String skill;

    RunCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (list == (skill != null)) {
            throw new ParameterException(
                    spec.commandLine(), "Name a skill, or list them with --list.");
        }
        generation.refuseLogprobs();
        long begun = System.nanoTime();
        GenerationOptions options = strict.in(generation.options());
        String given = list ? "" : given();
        try (Mingle mingle = session.start(model.directory(), skills.once())) {
            if (list) {
                list(mingle);
            } else {
                run(mingle, given, options, begun);
            }
        }
        return ExitCode.OK;
    }

    private void run(Mingle mingle, String given, GenerationOptions options, long begun) {
        SkillDescription description =
                session.patiently("loading the model", () -> mingle.skill(skill));
        MingleAnswers.check(description, options);
        Map<String, Object> read = SkillJson.arguments(description, given, MediaPaths.in(folder()));
        Generation<SkillResult> made =
                session.patiently(
                        "beginning", () -> mingle.invoke(skill, new SkillRequest(read, options)));
        Duration load = Duration.ofNanos(System.nanoTime() - begun);
        if (SkillJson.makesText(description) && !json) {
            showText(made);
        } else {
            showObject(made, load);
        }
    }

    /** What has been streamed need not be printed again. */
    private void showText(Generation<SkillResult> made) {
        StringBuilder streamed = new StringBuilder();
        ShownText.of(
                        session,
                        made,
                        update -> {
                            if (update instanceof TextDelta delta) {
                                streamed.append(delta.text());
                            }
                            show(update);
                        })
                .ifPresent(
                        finished -> {
                            String text = text(finished.result());
                            if (!streamed.toString().equals(text)) {
                                session.out().println(Printable.of(text));
                            }
                            session.warn(finished);
                        });
    }

    private static String text(SkillResult result) {
        Object value = result.values().values().stream().findFirst().orElse("");
        return value instanceof String text ? text : String.valueOf(value);
    }

    private void showObject(Generation<SkillResult> made, Duration load) {
        StringBuilder text = new StringBuilder();
        Finished<SkillResult> finished;
        try {
            finished =
                    Receiver.await(
                            made,
                            session.interruption(),
                            update -> {
                                if (update instanceof TextDelta delta) {
                                    text.append(delta.text());
                                    session.live().show(end(text));
                                } else {
                                    show(update);
                                }
                            });
        } finally {
            session.live().clear();
        }
        Path target = files == null ? Path.of("") : files;
        String result =
                SkillJson.result(
                        finished.result(),
                        MediaTarget.folder(
                                target.toAbsolutePath(),
                                files == null ? "" : files.toString(),
                                ""));
        session.out().println(json ? withUsage(finished, result, load) : result);
        session.warn(finished);
    }

    private static String withUsage(Finished<SkillResult> finished, String result, Duration load) {
        ObjectNode object = Json.object();
        object.putRawValue("result", new RawValue(result));
        finished.warnings().forEach(object.putArray("warnings")::add);
        Json.usage(object, finished.usage(), load);
        return Json.line(object);
    }

    private void show(Update update) {
        update.progress().map(RunCommand::words).ifPresent(session.live()::show);
    }

    private static String words(Progress progress) {
        return progress.of() == 0
                ? progress.what()
                : "%s, %s of %s".formatted(progress.what(), progress.step(), progress.of());
    }

    /** Returns the end of a text in one line. */
    private static String end(StringBuilder text) {
        String last = text.substring(Math.max(0, text.length() - SHOWN));
        return last.replaceAll("\\s+", " ");
    }

    private boolean isFile() {
        return arguments.startsWith("@");
    }

    private Path file() {
        return NamedFile.find(arguments.substring(1), null);
    }

    /** Returns what relative paths are relative to; null for the current folder. */
    private Path folder() {
        return isFile() && !StandardInput.isMeant(file()) ? file().getParent() : null;
    }

    private String given() {
        if (!isFile()) {
            return arguments;
        }
        Path file = file();
        return StandardInput.isMeant(file)
                ? TextFile.text(
                        StandardInput.read(
                                session.in(), "JSON object with arguments", ARGUMENTS.limit()))
                : ARGUMENTS.read(file);
    }

    private void list(Mingle mingle) {
        ArrayNode all = Json.object().putArray("skills");
        for (SkillDescription its : OfferedSkills.list(session, mingle)) {
            all.add(OfferedSkills.object(its));
            if (!json) {
                OfferedSkills.print(its, session.out());
            }
        }
        if (json) {
            session.out().println(all);
        }
    }
}
