package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.ErrorCode;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.model.ModelSource;
import io.mingle.api.training.Adjustments;
import io.mingle.api.training.EvaluationPlan;
import io.mingle.api.training.EvaluationProgress;
import io.mingle.api.training.Figure;
import io.mingle.api.training.Score;
import io.mingle.api.training.TaskInfo;
import io.mingle.api.training.Training;
import io.mingle.api.training.TrainingPlan;
import io.mingle.api.training.TrainingProgress;
import io.mingle.host.FakePlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {

    private static final Figure OVERLAP = Figure.mean("IoU");
    private static final Figure ERRORS = Figure.errors("word errors");

    private final FakePlatform platform = new FakePlatform();
    private final CommandLineRun line = new CommandLineRun(platform);
    private final Trainer trainer = new Trainer();

    @TempDir private Path folder;

    @BeforeEach
    void provide() {
        platform.with(Training.class, trainer);
    }

    @Test
    void optionsBecomeThePlan() {
        Path out = folder.resolve("model");
        assertEquals(
                ExitCode.OK,
                line.run(
                        "train",
                        "--task",
                        "read,look",
                        "--out",
                        out.toString(),
                        "--resume",
                        "--minutes",
                        "0.5",
                        "--threads",
                        "2",
                        "--seed",
                        "5",
                        "--samples",
                        "1000",
                        "--fonts",
                        folder.toString()));
        assertEquals(
                new TrainingPlan(
                        List.of("read", "look"),
                        out,
                        true,
                        null,
                        Duration.ofSeconds(30),
                        1000,
                        5,
                        2,
                        folder,
                        Adjustments.NONE),
                trainer.plan);
        assertTrue(
                line.live()
                        .contains(
                                "step 1,200  251 pictures/s  loss text 0.410 glyph 0.020  right"
                                        + " read 83.1 %  5 min 0 s, 19 min 0 s left"),
                line.live());
        assertTrue(line.out().contains(out.toString()), line.out());
    }

    @Test
    void anotherTrainingCanBeTheBeginning() {
        Path before = folder.resolve("before");
        line.run("train", "--out", folder.toString(), "--from", before.toString());
        assertEquals(before, trainer.plan.from());
        assertFalse(trainer.plan.resume());
        assertEquals(
                ExitCode.USAGE,
                line.run(
                        "train",
                        "--out",
                        folder.toString(),
                        "--resume",
                        "--from",
                        before.toString()));
        assertTrue(line.err().contains("not both"), line.err());
    }

    @Test
    void whatIsLeftOutHasSensibleValues() {
        line.run("train", "--out", folder.toString());
        assertEquals(
                new TrainingPlan(
                        List.of("read", "look"),
                        folder,
                        false,
                        null,
                        1,
                        Runtime.getRuntime().availableProcessors()),
                trainer.plan);
    }

    @Test
    void scoresArePrintedWithTheirInterval() throws Exception {
        Files.writeString(folder.resolve("config.json"), "{}");
        assertEquals(
                ExitCode.OK,
                line.run(
                        "train",
                        "--evaluate",
                        "--model",
                        folder.toString(),
                        "--seed",
                        "7",
                        "--count",
                        "200",
                        "--task",
                        "read"));
        assertEquals(new EvaluationPlan(folder, List.of("read"), 7, 200), trainer.evaluation);
        assertEquals(List.of(folder), line.starts());
        assertTrue(line.out().contains("Model " + folder + ", seed 7"), line.out());
        assertTrue(line.out().contains("91.0 to 97.3"), line.out());
        String even = line.out().replaceAll(" +", " ");
        assertTrue(even.contains("read known fonts right 190 (95.0 %) 200 91.0 to 97.3"), even);
        assertTrue(even.contains("look where IoU 0.6250 2 0.3800 to 0.8700"), even);
        assertTrue(even.contains("hear all word errors 50.0 % 2 0.0 to 148.0"), even);
    }

    @Test
    void everyTaskIsMeasuredAndWhatKeepsOneFromItIsTold() throws Exception {
        Files.writeString(folder.resolve("config.json"), "{}");
        trainer.lacking = Set.of("shade");
        String model = folder.toString();
        assertEquals(
                ExitCode.OK,
                line.run("train", "--evaluate", "--all", "--model", model, "--keep", "kept"),
                line.err());
        assertEquals(List.of("look", "shade"), trainer.evaluated);
        assertEquals(Path.of("kept", "shade"), trainer.evaluation.keep());
        assertTrue(line.out().contains("known fonts"), line.out());
        assertTrue(line.out().contains("shade is not measured: There is no shade."), line.out());

        trainer.lacking = Set.of("look", "shade");
        CommandLineRun none = new CommandLineRun(platform);
        assertEquals(ExitCode.USAGE, none.run("train", "--evaluate", "--all", "--model", model));
        assertTrue(none.err().contains("There is no look."), none.err());
    }

    @Test
    void figuresStandBesideTheirGoalsAndAMissedFloorFails() throws Exception {
        Files.writeString(folder.resolve("config.json"), "{}");
        Path goals = folder.resolve("goals.json");
        String known =
                """
                {"task": "read", "group": "known fonts", "figure": "right", "floor": 0.94, "goal": 0.96},
                {"task": "hear", "group": "all", "figure": "word errors", "floor": 0.5, "goal": 0.05}
                """;
        Files.writeString(goals, "[" + known + "]");
        String[] evaluate = {
            "train",
            "--evaluate",
            "--task",
            "read,look,hear,draw",
            "--model",
            folder.toString(),
            "--goals",
            goals.toString()
        };
        assertEquals(ExitCode.OK, line.run(evaluate), line.err());
        String even = line.out().replaceAll(" +", " ");
        assertTrue(
                even.contains("known fonts right 190 (95.0 %) 200 91.0 to 97.3 94.0 96.0 floor"),
                even);
        assertTrue(even.contains("look where IoU 0.6250 2 0.3800 to 0.8700\n"), even);
        assertTrue(even.contains("Floors met: 2 of 2. Goals met: 0 of 2."), even);
        // Half of the words are wrong, where a twentieth may be; and a twentieth of the lines.
        assertTrue(even.contains("Turns by distance to the goals: --turns hear=4,read=1"), even);

        String missing =
                """
                , {"task": "look", "group": "where", "figure": "IoU", "floor": 0.7, "goal": 0.9},
                {"task": "draw", "group": "all", "figure": "right", "floor": 0.3, "goal": 0.85}
                """;
        Files.writeString(goals, "[" + known + missing + "]");
        CommandLineRun missed = new CommandLineRun(platform);
        assertEquals(ExitCode.FAILED, missed.run(evaluate), missed.err());
        assertTrue(missed.out().contains("neither"), missed.out());
        assertTrue(missed.out().contains("Floors met: 2 of 4. Goals met: 0 of 4."), missed.out());
        assertTrue(missed.out().contains("Not measured: draw, all, right."), missed.out());
        assertTrue(missed.out().contains("draw=4"), missed.out());

        evaluate[3] = "read";
        CommandLineRun alone = new CommandLineRun(platform);
        assertEquals(ExitCode.OK, alone.run(evaluate), alone.err());
        assertTrue(alone.out().contains("Floors met: 1 of 1."), alone.out());
    }

    @Test
    void goalsThatCannotBeReadAreToldBeforeAnythingStarts() throws Exception {
        Path goals = folder.resolve("goals.json");
        for (String wrong :
                List.of("[{\"task\": \"read\"}]", "[null]", "{}", "[] []", "[{\"task\": 1")) {
            Files.writeString(goals, wrong);
            CommandLineRun run = new CommandLineRun(platform);
            int code = run.run("train", "--evaluate", "--goals", goals.toString());
            assertEquals(ErrorCode.UNREADABLE_CONTENT.exitCode(), code, wrong);
            assertTrue(run.err().contains("Give a JSON array"), run.err());
            assertEquals(List.of(), run.starts());
        }
    }

    @Test
    void helpListsTheTasksThatBundlesBring() {
        assertEquals(ExitCode.OK, line.run("train", "--bundle", "shade.jar", "--help"));
        assertEquals(List.of(Path.of("shade.jar")), line.bundles());
        String even = line.out().replaceAll(" +", " ");
        assertTrue(
                even.contains("Tasks:\n look shapes [right, IoU]\n shade light or dark [right]\n"),
                even);
        assertTrue(platform.isClosed());
    }

    @Test
    void helpSaysWhyTasksCannotBeListed() {
        FakePlatform empty = new FakePlatform();
        CommandLineRun run = new CommandLineRun(empty);
        assertEquals(ExitCode.OK, run.run("train", "--help"));
        assertTrue(run.out().contains("Tasks:\n  They cannot be listed: "), run.out());
        assertTrue(run.out().contains("Examples:"), run.out());
    }

    @Test
    void whatATrainingAdjustsIsPartOfItsPlan() {
        line.run(
                "train",
                "--out",
                folder.toString(),
                "--weight",
                "look=2,read=0.5",
                "--turns",
                "read=2",
                "--from",
                "earlier",
                "--fresh",
                "--freeze",
                "vision",
                "--rate",
                "thinker=0.3",
                "--average",
                "0.999",
                "--best",
                "look right");
        assertEquals(
                new Adjustments(
                        Map.of("look", 2.0, "read", 0.5),
                        Set.of("vision"),
                        Map.of("thinker", 0.3),
                        0.999,
                        Map.of("read", 2),
                        true,
                        "look right"),
                trainer.plan.adjustments());
    }

    @Test
    void anEvaluationIsKeptWhereItIsAskedTo() throws Exception {
        Files.writeString(folder.resolve("config.json"), "{}");
        String model = folder.toString();
        assertEquals(
                ExitCode.OK, line.run("train", "--evaluate", "--model", model, "--keep", "kept"));
        assertEquals(Path.of("kept"), trainer.evaluation.keep());
    }

    @Test
    void withoutAModelTheEmbeddedOneIsEvaluated() {
        platform.with(ModelSource.class, new Embedded(folder));
        assertEquals(ExitCode.OK, line.run("train", "--evaluate"));
        assertEquals(folder, trainer.evaluation.model());
    }

    @Test
    void optionsThatDoNotGoTogetherAreUsageErrors() {
        for (String[] wrong :
                new String[][] {
                    {"train"},
                    {"train", "--out", "x", "--count", "3"},
                    {"train", "--out", "x", "--model", "y"},
                    {"train", "--out", "x", "--keep", "y"},
                    {"train", "--out", "x", "--minutes", "0"},
                    {"train", "--out", "x", "--threads", "0"},
                    {"train", "--evaluate", "--out", "x"},
                    {"train", "--evaluate", "--resume"},
                    {"train", "--evaluate", "--weight", "look=2"},
                    {"train", "--evaluate", "--turns", "look=2"},
                    {"train", "--evaluate", "--fresh"},
                    {"train", "--out", "x", "--fresh"},
                    {"train", "--out", "x", "--resume", "--fresh"},
                    {"train", "--evaluate", "--freeze", "vision"},
                    {"train", "--evaluate", "--rate", "vision=2"},
                    {"train", "--evaluate", "--average", "0.9"},
                    {"train", "--evaluate", "--best", "look"},
                    {"train", "--evaluate", "--all", "--task", "look"},
                    {"train", "--out", "x", "--all"},
                    {"train", "--out", "x", "--goals", "y"}
                }) {
            CommandLineRun run = new CommandLineRun(platform);
            assertEquals(ExitCode.USAGE, run.run(wrong), String.join(" ", wrong));
            assertEquals(List.of(), run.starts());
        }
    }

    @Test
    void interruptedTrainingSavesAndSaysHowToGoOn() throws Exception {
        String said = interrupted("--out", folder.toString());
        assertTrue(said.endsWith("mingle train --out " + folder + " --resume"), said);
        assertTrue(platform.isClosed());
    }

    @Test
    void whatIsNotSavedWithATrainingIsRepeatedInTheAdvice() throws Exception {
        Path fonts = Files.createDirectory(folder.resolve("my fonts"));
        String said =
                interrupted(
                        "--from",
                        "before",
                        "--fonts",
                        fonts.toString(),
                        "--seed=5",
                        "--task",
                        "read,look",
                        "--samples",
                        "1000",
                        "--out",
                        "my model");
        assertTrue(
                said.endsWith(
                        "mingle train --out \"my model\" --resume --task read,look --samples 1000"
                                + " --seed 5 --fonts \""
                                + fonts
                                + "\""),
                said);
    }

    /** Returns the last line that an interrupted training leaves. */
    private String interrupted(String... options) throws Exception {
        trainer.lasting = true;
        String[] arguments =
                Stream.concat(Stream.of("train"), Stream.of(options)).toArray(String[]::new);
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> line.run(arguments));
        assertTrue(trainer.begun.await(20, TimeUnit.SECONDS));
        line.interruption().interrupt(Duration.ZERO);
        assertEquals(ExitCode.INTERRUPTED, code.get(20, TimeUnit.SECONDS));
        return line.err().strip();
    }

    @Test
    void bothBoundsOfTheMinutesAreNamed() {
        for (String wrong : List.of("0", "1e7", "NaN")) {
            CommandLineRun run = new CommandLineRun(platform);
            assertEquals(ExitCode.USAGE, run.run("train", "--out", "x", "--minutes", wrong));
            assertTrue(
                    run.err().contains("it has to be more than 0 and less than 1000000."),
                    run.err());
        }
    }

    private record Embedded(Path directory) implements ModelSource {

        @Override
        public String name() {
            return "nano";
        }
    }

    private static final class Trainer implements Training {

        private final CountDownLatch begun = new CountDownLatch(1);
        private volatile TrainingPlan plan;
        private volatile EvaluationPlan evaluation;
        private volatile boolean lasting;
        private volatile Set<String> lacking = Set.of();
        private final List<String> evaluated = new ArrayList<>();

        @Override
        public List<TaskInfo> tasks() {
            return List.of(
                    new TaskInfo("look", "shapes", List.of(Score.RIGHT, Figure.mean("IoU"))),
                    new TaskInfo("shade", "light or dark", List.of(Score.RIGHT)));
        }

        @Override
        public void train(TrainingPlan given, Consumer<TrainingProgress> listener) {
            plan = given;
            listener.accept(
                    new TrainingProgress(
                            1200,
                            76_800,
                            251.4,
                            new TreeMap<>(Map.of("text", 0.41, "glyph", 0.02)).descendingMap(),
                            Map.of("read", 0.831),
                            Duration.ofMinutes(5),
                            Duration.ofMinutes(19)));
            begun.countDown();
            try {
                if (lasting) {
                    Thread.sleep(60_000);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public List<Score> evaluate(EvaluationPlan given, Consumer<EvaluationProgress> listener) {
            evaluation = given;
            evaluated.addAll(given.tasks());
            for (String task : given.tasks()) {
                if (lacking.contains(task)) {
                    throw new InvalidRequestException("There is no " + task + ".");
                }
            }
            listener.accept(new EvaluationProgress(100, 200));
            double[] one = {1, 1};
            return List.of(
                    Score.of("read", "known fonts", 200, 190),
                    Score.ratio("look", "where", OVERLAP, new double[] {0.5, 0.75}, one),
                    Score.ratio("hear", "all", ERRORS, new double[] {1, 0}, one));
        }
    }
}
