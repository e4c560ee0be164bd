package io.mingle.host.command;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.training.Adjustments;
import io.mingle.api.training.EvaluationPlan;
import io.mingle.api.training.Figure;
import io.mingle.api.training.TaskInfo;
import io.mingle.api.training.Training;
import io.mingle.api.training.TrainingPlan;
import io.mingle.api.training.TrainingProgress;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import io.mingle.host.console.Units;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mingle train}: trains a model, or tries one out on fresh tasks. */
@Command(
        name = "train",
        description = {"Trains a model on tasks that are drawn as it goes, or evaluates one.", ""},
        footer = {
            "",
            "Examples:",
            "  mingle train --task read,look --out my-model --minutes 30",
            "  mingle train --task read,look --out my-model --resume --minutes 60",
            "  mingle train --evaluate --model my-model --seed 7 --count 500",
            "  mingle train --evaluate --all --model my-model"
        })
final class TrainCommand implements Callable<Integer> {

    /** The options that a training needs again to go on as it began, where they were given. */
    private static final List<String> KEPT =
            List.of(
                    "--task",
                    "--bundle",
                    "--weight",
                    "--turns",
                    "--freeze",
                    "--rate",
                    "--average",
                    "--best",
                    "--minutes",
                    "--samples",
                    "--threads",
                    "--seed",
                    "--fonts");

    private static final int MOST_MINUTES = 1_000_000;

    private final Session session;

    @Spec private CommandSpec spec;

    @Option(
            names = "--task",
            split = ",",
            paramLabel = "TASK",
            defaultValue = "read,look",
            description = "Tasks, separated by commas (${DEFAULT-VALUE}); below is what there is.")
    private List<String> tasks;

    @Option(
            names = "--bundle",
            paramLabel = "JAR",
            description = "Install a bundle that brings tasks of its own; may be repeated.")
    private List<Path> bundles = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Where the model is to be saved; without --resume a folder that holds none.")
    private Path out;

    @Option(names = "--resume", description = "Go on with the training in --out.")
    private boolean resume;

    @Option(
            names = "--from",
            paramLabel = "DIR",
            description =
                    "Begin with what the training in DIR has learnt, under a schedule of its own:"
                            + " in smaller steps, and mostly with what it finds hardest, whose"
                            + " figures are shown.")
    private Path from;

    @Option(
            names = "--weight",
            split = ",",
            paramLabel = "TASK=W",
            description = "How much the losses of a task count; 1 for those left out.")
    private Map<String, Double> weights = Map.of();

    @Option(
            names = "--turns",
            split = ",",
            paramLabel = "TASK=N",
            description =
                    "How many turns a task has in each round; as many as it asks for if left out.")
    private Map<String, Integer> turns = Map.of();

    @Option(
            names = "--fresh",
            description =
                    "With --from: learn as from nothing, at the full rate and from all that is"
                            + " drawn; for tasks that are new to the model.")
    private boolean fresh;

    @Option(
            names = "--freeze",
            split = ",",
            paramLabel = "NETWORK",
            description = "Leave networks as they are, for example vision or thinker.")
    private Set<String> frozen = Set.of();

    @Option(
            names = "--rate",
            split = ",",
            paramLabel = "NETWORK=F",
            description = "Multiply the learning rate of a network.")
    private Map<String, Double> rates = Map.of();

    @Option(
            names = "--average",
            paramLabel = "SHARE",
            defaultValue = "0",
            description =
                    "Keep a running average of the weights and save the model with it; the share"
                            + " that it keeps at each update, for example 0.999.")
    private double average;

    @Option(
            names = "--best",
            paramLabel = "FIGURE",
            description =
                    "Save the model with the weights that are best by a figure of batches that"
                        + " nobody learns from: 'look' is the loss of the task, 'look right' its"
                        + " right tokens. The last ones if left out.")
    private String best;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description =
                    "Train so long in all, what came before --resume included; until the schedule"
                            + " ends if left out.")
    private Double minutes;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description =
                    "Length of the schedule in pictures drawn, where --minutes does not set it"
                            + " (1500000).")
    private Long samples;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "Threads that compute, of which four have work, with --from alone two; one per"
                            + " core if left out.")
    private Integer threads;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seed of everything random (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--fonts",
            paramLabel = "DIR",
            description = "Folder with fonts to draw with; those of the system if left out.")
    private Path fonts;

    @Option(names = "--evaluate", description = "Measure a model at the tasks instead of training.")
    private boolean evaluate;

    @Option(
            names = "--all",
            description =
                    "With --evaluate: every task, one after the other; what the model lacks for one"
                            + " is told.")
    private boolean all;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "With --evaluate: the model; the embedded one if left out.")
    private Path model;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "With --evaluate: how many examples per group of a task (256).")
    private Integer count;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description =
                    "With --evaluate: keep the examples in DIR, with what was asked, expected and"
                            + " answered in answers.jsonl, the scores in evaluation.json and the"
                            + " first right and wrong answers in examples.md. With --all, in a"
                            + " folder for each task.")
    private Path keep;

    @Option(
            names = "--goals",
            paramLabel = "FILE",
            description =
                    "With --evaluate: a JSON array of goals, each with task, group, figure, floor"
                            + " and goal. They stand in the table; a floor that is not met makes"
                            + " the command fail.")
    private Path goals;

    /** Read before the model is loaded: a mistake in it should not cost minutes. */
    private List<Goal> sought;

    private volatile boolean goodEnough = true;

    TrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        check();
        sought = goals == null ? null : sought(Goal.read(goals));
        try (Mingle mingle = session.start(evaluate ? model : null, bundles)) {
            try (Lease<Training> lease =
                    session.patiently("loading the trainer", () -> mingle.lease(Training.class))) {
                session.interruption().duringThread(() -> run(mingle, lease.service()));
            } finally {
                session.live().clear();
            }
        }
        if (session.interruption().happened()) {
            return ExitCode.INTERRUPTED;
        }
        return goodEnough ? ExitCode.OK : ExitCode.FAILED;
    }

    private void run(Mingle mingle, Training training) {
        if (evaluate) {
            goodEnough = evaluate(mingle, training);
        } else {
            train(training);
        }
    }

    private void check() {
        if (evaluate) {
            refuse(out != null, "--out");
            refuse(resume, "--resume");
            refuse(from != null, "--from");
            refuse(minutes != null, "--minutes");
            refuse(samples != null, "--samples");
            refuse(threads != null, "--threads");
            refuse(!weights.isEmpty(), "--weight");
            refuse(!turns.isEmpty(), "--turns");
            refuse(fresh, "--fresh");
            refuse(!frozen.isEmpty(), "--freeze");
            refuse(!rates.isEmpty(), "--rate");
            refuse(average != 0, "--average");
            refuse(best != null, "--best");
            if (all && spec.commandLine().getParseResult().hasMatchedOption("--task")) {
                throw usage("Give --all or --task, not both.");
            }
        } else {
            if (out == null) {
                throw usage("Say with --out where the model is to be saved.");
            }
            if (resume && from != null) {
                throw usage("Give --resume or --from, not both.");
            }
            if (fresh && from == null) {
                throw usage("--fresh goes with --from only; what is resumed goes on as it began.");
            }
            if (model != null || count != null || keep != null || all || goals != null) {
                throw usage("--all, --model, --count, --keep and --goals go with --evaluate only.");
            }
            if (minutes != null && !(minutes > 0 && minutes < MOST_MINUTES)) {
                throw usage(
                        "--minutes is %s; it has to be more than 0 and less than %s."
                                .formatted(minutes, MOST_MINUTES));
            }
            if (samples != null && samples < 1) {
                throw usage("--samples is " + samples + "; it has to be 1 or more.");
            }
            if (threads != null && threads < 1) {
                throw usage("--threads is " + threads + "; it has to be 1 or more.");
            }
        }
        if (fonts != null && !Files.isDirectory(fonts)) {
            throw new UnreadableContentException(
                    "The folder of fonts '" + fonts + "' does not exist. Check the path.");
        }
    }

    private Adjustments adjustments() {
        return new Adjustments(weights, frozen, rates, average, turns, fresh, best);
    }

    private void refuse(boolean given, String option) {
        if (given) {
            throw usage(option + " does not go with --evaluate.");
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void train(Training training) {
        Duration budget = minutes == null ? null : Duration.ofMillis(Math.round(minutes * 60_000));
        int cores = Runtime.getRuntime().availableProcessors();
        TrainingPlan plan =
                new TrainingPlan(
                        tasks,
                        out,
                        resume,
                        from,
                        budget,
                        samples == null ? TrainingPlan.DEFAULT_SAMPLES : samples,
                        seed,
                        threads == null ? cores : threads,
                        fonts,
                        adjustments());
        training.train(plan, progress -> session.live().show(line(progress)));
        session.live().clear();
        if (session.interruption().happened()) {
            throw new CancelledException(
                    "Stopped. What was learnt is in '"
                            + out
                            + "'; go on with: mingle train --out "
                            + quoted(out.toString())
                            + " --resume"
                            + kept());
        }
        session.out().println("The model is in " + out + ".");
    }

    /** Returns what of {@link #KEPT} was given; it is not saved with the training. */
    private String kept() {
        StringBuilder options = new StringBuilder();
        for (String name : KEPT) {
            OptionSpec given = spec.commandLine().getParseResult().matchedOption(name);
            if (given != null) {
                given.originalStringValues()
                        .forEach(
                                it ->
                                        options.append(' ')
                                                .append(name)
                                                .append(' ')
                                                .append(quoted(it)));
            }
        }
        return options.toString();
    }

    private static String quoted(String value) {
        return value.chars().anyMatch(Character::isWhitespace) ? '"' + value + '"' : value;
    }

    /** Of tasks that are not measured, no goals are missed. */
    private List<Goal> sought(List<Goal> given) {
        return all ? given : given.stream().filter(goal -> tasks.contains(goal.task())).toList();
    }

    private boolean evaluate(Mingle mingle, Training training) {
        EvaluationPlan plan =
                new EvaluationPlan(
                        model == null ? EmbeddedModel.directory(session, mingle) : model,
                        tasks,
                        seed,
                        count == null ? 256 : count,
                        fonts,
                        keep);
        EvaluationRun run = new EvaluationRun(session, training, plan, sought);
        return all ? run.all() : run.named();
    }

    private static String line(TrainingProgress progress) {
        StringBuilder line = new StringBuilder();
        line.append(String.format(Locale.ROOT, "step %,d", progress.step()));
        line.append(String.format(Locale.ROOT, "  %.0f pictures/s", progress.samplesPerSecond()));
        if (!progress.losses().isEmpty()) {
            line.append("  loss ").append(list(progress.losses(), 1, "%s %.3f"));
        }
        if (!progress.accuracy().isEmpty()) {
            line.append("  right ").append(list(progress.accuracy(), 100, "%s %.1f %%"));
        }
        line.append("  ").append(Units.time(progress.elapsed()));
        if (progress.remaining() != null) {
            line.append(", ").append(Units.time(progress.remaining())).append(" left");
        }
        return line.toString();
    }

    private static String list(Map<String, Double> values, double scale, String format) {
        return values.entrySet().stream()
                .map(it -> String.format(Locale.ROOT, format, it.getKey(), it.getValue() * scale))
                .collect(Collectors.joining(" "));
    }

    /** Returns the tasks that there are, a line each; what is told of them comes from bundles. */
    String offered() {
        try (Mingle mingle = session.start(null, bundles);
                Lease<Training> lease =
                        session.patiently(
                                "loading the trainer", () -> mingle.lease(Training.class))) {
            StringBuilder lines = new StringBuilder();
            for (TaskInfo task : lease.service().tasks()) {
                String figures =
                        task.figures().stream().map(Figure::name).collect(Collectors.joining(", "));
                lines.append(
                        "  %-10s %s [%s]%n".formatted(task.name(), task.description(), figures));
            }
            return lines.toString();
        } catch (MingleException e) {
            return "  They cannot be listed: %s%n".formatted(e.getMessage());
        } finally {
            session.live().clear();
        }
    }
}
