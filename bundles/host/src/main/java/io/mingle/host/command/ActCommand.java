package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Generation;
import io.mingle.api.gui.ActOptions;
import io.mingle.api.gui.Acted;
import io.mingle.api.gui.AgentRun;
import io.mingle.api.gui.AgentStep;
import io.mingle.api.gui.CompareOptions;
import io.mingle.api.gui.GuiAgent;
import io.mingle.api.gui.GuiEvaluation;
import io.mingle.api.gui.GuiScores;
import io.mingle.api.gui.LastingRun;
import io.mingle.api.gui.RecordedStep;
import io.mingle.api.gui.Recording;
import io.mingle.api.gui.RunEnd;
import io.mingle.api.gui.RunReports;
import io.mingle.api.gui.StepScores;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

/** {@code mingle act}: acts on a device until a goal is reached. */
@Command(
        name = "act",
        description = {
            "Acts on a device until a goal is reached, and tells each step. On a device that is not"
                    + " simulated it is a dry run, which tells the next action and does nothing,"
                    + " unless --no-dry-run is given.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  mingle act \"Turn on Airplane mode\"",
            "  mingle act \"Set an alarm for 07:30\" --device sim:7/zh --report run.html",
            "  mingle act --replay run.jsonl --device sim:7",
            "  mingle act --resume run.jsonl --device adb:emulator-5554 --no-dry-run",
            "  mingle act --evaluate sim --seed 1 --count 100 --json",
            "  mingle act --evaluate aitz/test --metric agentcpm",
            "  mingle act --evaluate android_control-00000-of-00020 --level high"
        })
final class ActCommand implements Callable<Integer> {

    /** The levels of AndroidControl. */
    private enum Level {
        LOW,
        HIGH
    }

    private final Session session;

    @Spec private CommandSpec spec;

    @Mixin private ModelOption model;

    @Mixin private SkillsOption skills;

    @Option(
            names = "--device",
            paramLabel = "ADDRESS",
            defaultValue = "sim",
            description =
                    "A kind of device, and which one behind a colon. sim is a simulated phone,"
                            + " sim:SEED/LANGUAGE/SIZE a certain one, adb:SERIAL an Android"
                            + " device, web:URL a page (${DEFAULT-VALUE}).")
    private String device;

    @Mixin private ActLimits limits;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write a page with the screenshots and what was touched.")
    private Path report;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "Write the steps as JSON Lines, which --replay and --resume take.")
    private Path trace;

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "Do again what a trace has, without a model.")
    private Path replay;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description = "Go on with the run of a trace, which broke off or was refused.")
    private Path resume;

    @Option(
            names = "--evaluate",
            paramLabel = "sim|PATH",
            description =
                    "Try goals on simulated phones, and count those that are reached; or compare"
                            + " with the steps of a file or a folder of AITW, AITZ, AndroidControl,"
                            + " GUICourse or AMEX.")
    private String evaluated;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "Of the goals that are tried (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many goals are tried, or steps compared (${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            defaultValue = "agentcpm",
            description =
                    "When a step of a file is right: agentcpm, agentcpm-android-control, aitw,"
                            + " aitz, android-control, os-atlas, gui-odyssey or guicourse"
                            + " (${DEFAULT-VALUE}).")
    private String metric;

    @Option(
            names = "--screenshots",
            paramLabel = "PATH",
            description =
                    "The folder where the names of screenshots begin that --evaluate reads, or a"
                            + " Parquet file of GUICourse; beside the steps if left out.")
    private Path screenshots;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            defaultValue = "low",
            description =
                    "What a step of AndroidControl is asked with: low, with the instruction of that"
                            + " step, or high, with the goal alone (${DEFAULT-VALUE}).")
    private Level level;

    @Option(names = "--json", description = "Print one JSON object instead of lines.")
    private boolean json;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "GOAL",
            description = "What is to be reached, in words.")
    private String goal;

    ActCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        long wanted = Stream.of(goal, replay, resume, evaluated).filter(Objects::nonNull).count();
        if (wanted != 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Say what is to be reached, or give --replay, --resume or --evaluate; one of"
                            + " them.");
        }
        if (evaluated != null) {
            return evaluate();
        }
        ActFiles files = new ActFiles(report, trace);
        ActOptions options = limits.on(device);
        try (Mingle mingle = session.start(model.directory(), skills.once())) {
            Recording recording = replay == null && resume == null ? null : recording(mingle);
            List<AgentStep> steps = new ArrayList<>();
            AgentRun run;
            try {
                run = run(mingle, recording, options, steps);
            } catch (MingleException e) {
                report(mingle, files, recording, steps, e);
                throw e;
            }
            write(mingle, files, recording, run);
            print(ActText.object(run), ActText.end(run));
            boolean good = run.end() == RunEnd.SUCCESS || run.end() == RunEnd.DRY_RUN;
            return good ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private void write(Mingle mingle, ActFiles files, Recording recording, AgentRun run) {
        List<RecordedStep> before = resume == null ? List.of() : recording.steps();
        try (Lease<RunReports> lease = mingle.lease(RunReports.class)) {
            files.write(new Recording(run.goal(), run.device(), before), run, lease.service());
        }
    }

    /** What was done before a run broke off has been done, and is worth a report. */
    private void report(
            Mingle mingle,
            ActFiles files,
            Recording recording,
            List<AgentStep> steps,
            MingleException problem) {
        if (steps.isEmpty()) {
            return;
        }
        boolean told = limits.isDryRun();
        try {
            write(
                    mingle,
                    files,
                    recording,
                    new AgentRun(
                            recording == null ? goal : recording.goal(),
                            device,
                            RunEnd.BROKEN_OFF,
                            problem.getMessage(),
                            Optional.empty(),
                            told,
                            steps));
        } catch (MingleException e) {
            problem.addSuppressed(e);
        }
    }

    private AgentRun run(
            Mingle mingle, Recording recording, ActOptions options, List<AgentStep> steps) {
        ActProgress progress = new ActProgress(session, !json);
        try {
            return Receiver.await(
                            session.patiently(
                                    "loading the model", () -> begun(mingle, recording, options)),
                            session.interruption(),
                            update -> {
                                if (update instanceof Acted acted) {
                                    steps.add(acted.step());
                                }
                                progress.show(update);
                            })
                    .result();
        } finally {
            session.live().clear();
        }
    }

    private Generation<AgentRun> begun(Mingle mingle, Recording recording, ActOptions options) {
        LastingRun.Caller caller = call -> mingle.generate(GuiAgent.class, call);
        if (recording == null) {
            return LastingRun.act(caller, goal, options);
        }
        return resume == null
                ? caller.call(agent -> agent.replay(recording, options))
                : LastingRun.resume(caller, recording, options);
    }

    private Recording recording(Mingle mingle) {
        Path file = replay == null ? resume : replay;
        try (Lease<RunReports> lease = mingle.lease(RunReports.class);
                InputStream in = Files.newInputStream(file)) {
            return lease.service().read(in);
        } catch (IOException e) {
            throw new UnreadableContentException(
                    "The trace '%s' cannot be read (%s). Check the path.".formatted(file, e), e);
        }
    }

    private int evaluate() {
        boolean simulated = evaluated.equals("sim");
        if (!simulated && !Files.exists(Path.of(evaluated))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'--evaluate %s' names no file and no folder, and is not 'sim'."
                            .formatted(evaluated));
        }
        if (screenshots != null && !Files.exists(screenshots)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'--screenshots %s' names no folder and no file.".formatted(screenshots));
        }
        CompareOptions options =
                new CompareOptions(
                        metric, count, Optional.ofNullable(screenshots), level == Level.LOW);
        try (Mingle mingle = session.start(model.directory(), skills.once())) {
            if (simulated) {
                GuiScores scores =
                        evaluated(mingle, it -> it.evaluate(seed, count, limits.maxSteps()));
                print(ActText.object(scores, seed), ActText.table(scores));
            } else {
                Path source = Path.of(evaluated).toAbsolutePath();
                StepScores scores = evaluated(mingle, it -> it.compare(source, options));
                print(ActText.object(scores), ActText.lines(scores));
            }
        }
        return ExitCode.OK;
    }

    private <R> R evaluated(Mingle mingle, Function<GuiEvaluation, Generation<R>> call) {
        ActProgress progress = new ActProgress(session, !json);
        try {
            return Receiver.await(
                            session.patiently(
                                    "loading the model",
                                    () -> mingle.generate(GuiEvaluation.class, call)),
                            session.interruption(),
                            progress::show)
                    .result();
        } finally {
            session.live().clear();
        }
    }

    private void print(ObjectNode object, String text) {
        session.out().print(json ? Json.line(object) + "\n" : text);
    }
}
