package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Picture;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.gui.ActOptions;
import io.mingle.api.gui.Acted;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.ActionKind;
import io.mingle.api.gui.AgentRun;
import io.mingle.api.gui.AgentStep;
import io.mingle.api.gui.ApprovalAsked;
import io.mingle.api.gui.CompareOptions;
import io.mingle.api.gui.Confirmation;
import io.mingle.api.gui.GuiAgent;
import io.mingle.api.gui.GuiEvaluation;
import io.mingle.api.gui.GuiScores;
import io.mingle.api.gui.Point;
import io.mingle.api.gui.Recording;
import io.mingle.api.gui.RunEnd;
import io.mingle.api.gui.RunReports;
import io.mingle.api.gui.StepScores;
import io.mingle.api.gui.device.Screen;
import io.mingle.host.FakePlatform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ActCommandTest {

    @TempDir private Path folder;

    private final List<ActOptions> options = new ArrayList<>();
    private final List<String> goals = new ArrayList<>();
    private final List<CompareOptions> compared = new ArrayList<>();
    private RunEnd end = RunEnd.SUCCESS;

    @Test
    void stepsAreToldAndTheRunIsReported() throws IOException {
        Path page = folder.resolve("run.html");
        Path trace = folder.resolve("run.jsonl");
        CommandLineRun line = line("");
        int code =
                line.run(
                        "act",
                        "Turn it on",
                        "--device",
                        "sim:7",
                        "--max-steps",
                        "4",
                        "--confirm",
                        "none",
                        "--allow-app",
                        "Clock",
                        "--report",
                        page.toString(),
                        "--trace",
                        trace.toString());
        assertEquals(ExitCode.OK, code, line.err());
        assertTrue(line.out().contains("1. tap at 0.50, 0.25 (done)"), line.out());
        assertTrue(line.out().contains("   It is there."), line.out());
        assertTrue(line.out().contains("Success after 1 step: So it said."), line.out());
        assertEquals("page of Turn it on", Files.readString(page));
        assertEquals("trace of Turn it on", Files.readString(trace));
        ActOptions given = options.get(0);
        assertEquals("sim:7", given.device());
        assertEquals(4, given.maxSteps());
        assertEquals(Confirmation.NONE, given.confirmation());
        assertEquals(Set.of("Clock"), given.apps());
        assertEquals(Optional.empty(), given.dryRun());
    }

    @Test
    void kindsOfActionAreAllowedAndEndsAlwaysAre() {
        CommandLineRun line = line("");
        assertEquals(
                ExitCode.OK,
                line.run("act", "Look", "--allow-kind", "tap,scroll", "--allow-kind", "open_app"),
                line.err());
        assertEquals(
                Set.of(
                        ActionKind.TAP,
                        ActionKind.SCROLL,
                        ActionKind.OPEN_APP,
                        ActionKind.WAIT,
                        ActionKind.ANSWER,
                        ActionKind.DONE,
                        ActionKind.INFEASIBLE),
                options.get(0).kinds());
    }

    @Test
    void aPersonIsAskedOnTheStandardInput() {
        CommandLineRun agreed = line("yes\n");
        assertEquals(ExitCode.OK, agreed.run("act", "Ask me", "--no-dry-run"));
        assertTrue(
                agreed.err().contains("Step 1 is to tap at 0.50, 0.25. It may pay. Do it? [y/N]"),
                agreed.err());
        assertEquals(Optional.of(false), options.get(0).dryRun());
        CommandLineRun refused = line("no\n");
        assertEquals(ExitCode.FAILED, refused.run("act", "Ask me", "--dry-run"));
        assertEquals(Optional.of(true), options.get(1).dryRun());
        assertEquals(ExitCode.FAILED, line("").run("act", "Ask me"));
    }

    @Test
    @Timeout(120)
    void anInterruptedQuestionEndsTheRunThoughNobodyTypes() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        InputStream silent =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            throw new InterruptedIOException();
                        }
                        return -1;
                    }
                };
        CommandLineRun line = new CommandLineRun(platform(), silent);
        CompletableFuture<Integer> run =
                CompletableFuture.supplyAsync(() -> line.run("act", "Ask me"));
        try {
            while (!line.err().contains("Do it?")) {
                Thread.sleep(5);
            }
            line.interruption().interrupt(Duration.ZERO);
            assertNotEquals(ExitCode.OK, run.get(60, TimeUnit.SECONDS));
        } finally {
            never.countDown();
        }
    }

    @Test
    void aRunThatFailsLeavesItsSteps() throws IOException {
        Path page = folder.resolve("run.html");
        CommandLineRun line = line("");
        assertNotEquals(ExitCode.OK, line.run("act", "Fail", "--report", page.toString()));
        assertTrue(line.err().contains("The device has gone."), line.err());
        assertEquals("page of Fail", Files.readString(page));
        Path trace = Files.writeString(folder.resolve("run.jsonl"), "Fail");
        Files.delete(page);
        line("").run("act", "--replay", trace.toString(), "--report", page.toString());
        assertEquals("page of Fail", Files.readString(page));
        Files.delete(trace);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void aReportThatCannotBeWrittenLeavesTheOneBefore() throws IOException {
        Path page = Files.writeString(folder.resolve("run.html"), "before");
        CommandLineRun line = line("");
        assertNotEquals(ExitCode.OK, line.run("act", "Half", "--report", page.toString()));
        assertEquals("before", Files.readString(page));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void whatModelsWriteDoesNotReachTheTerminalRaw() {
        CommandLineRun line = line("");
        line.run("act", "Escape");
        assertTrue(
                line.out().contains("type \"a\\u001b[2J\\nb\\u202e" + "x".repeat(192) + "…\""),
                line.out());
        assertTrue(line.out().contains("   It is [2J there."), line.out());
        assertFalse(line.out().contains("\u001b"), line.out());
        assertFalse(line.out().contains("\u009b"), line.out());
    }

    @Test
    void theRunIsAnObjectForPrograms() {
        end = RunEnd.STEP_LIMIT;
        CommandLineRun line = line("");
        assertEquals(ExitCode.FAILED, line.run("act", "Turn it on", "--json"), line.err());
        JsonNode object = Json.tree(line.out());
        assertEquals("step limit", object.path("end").asText());
        assertEquals("tap at 0.50, 0.25", object.at("/steps/0/action").asText());
        assertFalse(line.out().contains("1. tap"), line.out());
    }

    @Test
    void aTraceIsReplayed() throws IOException {
        Path trace = Files.writeString(folder.resolve("run.jsonl"), "the goal");
        CommandLineRun line = line("");
        assertEquals(ExitCode.OK, line.run("act", "--replay", trace.toString()), line.err());
        assertEquals(List.of("replay of the goal"), goals);
        CommandLineRun missing = line("");
        assertEquals(4, missing.run("act", "--replay", folder.resolve("none").toString()));
        assertTrue(missing.err().contains("cannot be read"), missing.err());
    }

    @Test
    void aRunIsGoneOnWithAndItsTraceHasAllOfIt() throws IOException {
        Path trace = Files.writeString(folder.resolve("run.jsonl"), "the goal");
        Path whole = folder.resolve("whole.jsonl");
        CommandLineRun line = line("");
        int code = line.run("act", "--resume", trace.toString(), "--trace", whole.toString());
        assertEquals(ExitCode.OK, code, line.err());
        assertEquals(List.of("rest of 1, the goal"), goals);
        assertEquals("trace of 1, then trace of rest of 1, the goal", Files.readString(whole));
        CommandLineRun both = line("");
        assertEquals(2, both.run("act", "x", "--resume", trace.toString()));
    }

    @Test
    void anEvaluationIsATableOrAnObject() {
        CommandLineRun table = line("");
        assertEquals(
                ExitCode.OK,
                table.run("act", "--evaluate", "sim", "--seed", "3", "--count", "5"),
                table.err());
        assertTrue(
                table.out()
                        .contains(
                                "4 of 5 goals reached, in 9 steps where 7 would do; harm done in"
                                        + " 1"),
                table.out());
        CommandLineRun object = line("");
        object.run("act", "--evaluate", "sim", "--seed", "3", "--count", "5", "--json");
        JsonNode scores = Json.tree(object.out());
        assertEquals(4, scores.path("reached").asInt());
        assertEquals(1, scores.path("harmful").asInt());
        assertEquals(3, scores.path("seed").asInt());
        assertEquals(4, scores.at("/templates/send/reached").asInt());
    }

    @Test
    void stepsOfAFileAreCompared() throws IOException {
        Path file = Files.writeString(folder.resolve("steps.json"), "[]");
        CommandLineRun lines = line("");
        int code =
                lines.run("act", "--evaluate", file.toString(), "--count", "9", "--metric", "aitw");
        assertEquals(ExitCode.OK, code, lines.err());
        assertTrue(
                lines.out().contains("8 with a readable action, 7 of the right kind, 6.5 right."),
                lines.out());
        CommandLineRun object = line("");
        object.run("act", "--evaluate", file.toString(), "--json");
        JsonNode scores = Json.tree(object.out());
        assertEquals("agentcpm", scores.path("metric").asText());
        assertEquals(100, scores.path("steps").asInt());
        assertEquals(0.75, scores.path("progress").asDouble());
        assertEquals(CompareOptions.by("agentcpm"), compared.get(1));
    }

    @Test
    void episodesOfAFolderAreComparedAtTheHighLevelWithScreenshotsElsewhere() {
        CommandLineRun line = line("");
        String there = folder.toString();
        int code = line.run("act", "--evaluate", there, "--screenshots", there, "--level", "high");
        assertEquals(ExitCode.OK, code, line.err());
        assertEquals(
                List.of(
                        CompareOptions.by("agentcpm")
                                .withScreenshots(folder)
                                .withInstructed(false)),
                compared);
    }

    @Test
    void whatIsMissingOrTooMuchIsToldBeforeAnythingStarts() {
        for (String[] arguments :
                new String[][] {
                    {"act"},
                    {"act", "x", "--evaluate", "sim"},
                    {"act", "--evaluate", "moon"},
                    {"act", "--evaluate", folder.toString(), "--screenshots", "moon"},
                    {"act", "--evaluate", folder.toString(), "--level", "middle"},
                    {"act", "--evaluate", folder.toString(), "--count", "0"},
                    {"act", "x", "--max-steps", "0"},
                    {"act", "x", "--device", " "},
                    {"act", "x", "--confirm", "maybe"},
                    {"act", "x", "--report", folder.resolve("no/where.html").toString()},
                    {"act", "x", "--trace", folder.toString()}
                }) {
            CommandLineRun line = line("");
            assertEquals(ExitCode.USAGE, line.run(arguments), String.join(" ", arguments));
            assertEquals(List.of(), line.starts());
            assertTrue(line.err().startsWith("mingle: "), line.err());
        }
    }

    private FakePlatform platform() {
        return new FakePlatform()
                .with(GuiAgent.class, new Agent())
                .with(RunReports.class, new Reports())
                .with(GuiEvaluation.class, new Evaluation());
    }

    private CommandLineRun line(String input) {
        return new CommandLineRun(
                platform(), new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    }

    /** Taps once, and asks first if that is the goal. */
    private final class Agent implements GuiAgent {

        @Override
        public Generation<AgentRun> act(String goal, ActOptions given) {
            goals.add(goal);
            options.add(given);
            return GenerationChannel.produce(
                    "agent",
                    channel -> {
                        Action action = new Action.Tap(new Point(0.5, 0.25));
                        RunEnd its = end;
                        if (goal.equals("Ask me")) {
                            CompletableFuture<Boolean> answer = new CompletableFuture<>();
                            channel.onCancel(() -> answer.complete(false));
                            channel.publish(new ApprovalAsked(1, action, "It may pay.", answer));
                            its = answer.get() ? end : RunEnd.REFUSED;
                            channel.throwIfCancelled();
                        }
                        boolean escape = goal.equals("Escape");
                        Action done =
                                escape
                                        ? new Action.Type("a\u001b[2J\nb\u202e" + "x".repeat(300))
                                        : action;
                        AgentStep step =
                                step(
                                        done,
                                        escape ? "It is\u001b[2J\u009b there." : "It is\nthere.");
                        channel.publish(new Acted(step));
                        if (goal.endsWith("Fail")) {
                            throw new SkillUnavailableException("The device has gone.");
                        }
                        return new AgentRun(
                                goal,
                                "sim",
                                its,
                                "So it said.",
                                Optional.empty(),
                                false,
                                List.of(step));
                    });
        }

        @Override
        public Generation<AgentRun> replay(Recording recording, ActOptions given) {
            return act("replay of " + recording.goal(), given);
        }

        @Override
        public Generation<AgentRun> resume(Recording recording, ActOptions given) {
            if (recording.goal().endsWith("Fail")) {
                throw new SkillUnavailableException("It cannot be reached.");
            }
            return act("rest of " + recording.steps().size() + ", " + recording.goal(), given);
        }
    }

    private final class Evaluation implements GuiEvaluation {

        @Override
        public Generation<GuiScores> evaluate(long seed, int first, int count, int maxSteps) {
            Map<String, GuiScores.Share> kinds = Map.of("send", new GuiScores.Share(4, count));
            return GenerationChannel.produce(
                    "evaluation", channel -> new GuiScores(count, 4, 1, 0, 9, 7, kinds));
        }

        @Override
        public Generation<StepScores> compare(Path source, CompareOptions options) {
            compared.add(options);
            return GenerationChannel.produce(
                    "comparison",
                    channel ->
                            new StepScores(
                                    "aitw",
                                    options.metric(),
                                    options.most(),
                                    1,
                                    8,
                                    7,
                                    6.5,
                                    3,
                                    2,
                                    0.75));
        }
    }

    private static AgentStep step(Action action, String thought) {
        Screen screen = new Screen(new Picture("a.png", new byte[1]), 9, 16, "Home", List.of());
        return new AgentStep(
                1,
                screen,
                thought,
                "",
                "",
                Optional.of(action),
                AgentStep.Outcome.DONE,
                "",
                Duration.ZERO,
                Duration.ZERO);
    }

    private static final class Reports implements RunReports {

        @Override
        public void html(AgentRun run, OutputStream out) throws IOException {
            out.write(("page of " + run.goal()).getBytes(StandardCharsets.UTF_8));
            if (run.goal().equals("Half")) {
                throw new IOException("No space left");
            }
        }

        @Override
        public void trace(AgentRun run, OutputStream out) throws IOException {
            out.write(("trace of " + run.goal()).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void trace(Recording before, AgentRun run, OutputStream out) throws IOException {
            out.write(("trace of " + before.steps().size() + ", then ").getBytes());
            trace(run, out);
        }

        @Override
        public Recording read(InputStream in) throws IOException {
            String goal = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Recording.of(
                    goal, "sim", List.of(step(new Action.Tap(new Point(0, 0)), "First.")));
        }
    }
}
