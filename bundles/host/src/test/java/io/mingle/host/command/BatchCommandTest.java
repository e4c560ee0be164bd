package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.ErrorCode;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.Understanding;
import io.mingle.host.FakePlatform;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchCommandTest {

    private final FakePlatform platform = new FakePlatform();
    private final CommandLineRun line = new CommandLineRun(platform);

    @TempDir private Path folder;
    private String input;
    private Path output;

    @BeforeEach
    void files() throws Exception {
        Files.write(folder.resolve("a.png"), new byte[] {1});
        output = folder.resolve("out.jsonl");
        input =
                Files.write(
                                folder.resolve("in.jsonl"),
                                List.of(
                                        "{\"image\":\"a.png\",\"question\":\"one\"}",
                                        "broken",
                                        "{\"image\":\"a.png\",\"question\":\"three\"}"))
                        .toString();
    }

    @Test
    void runWithABadLineIsCompleteAndCountsIt() throws Exception {
        platform.with(Understanding.class, (question, options) -> FakePlatform.answer("yes"));
        assertEquals(ExitCode.OK, line.run("batch", input, output.toString()));
        assertTrue(line.err().contains("3 lines in " + output + ": 2 answered, 1 with an error."));
        assertEquals("", line.out());
        assertEquals(3, Files.readAllLines(output).size());
        assertTrue(platform.isClosed());
    }

    @Test
    void strictRunFailsForABadLine() {
        platform.with(Understanding.class, (question, options) -> FakePlatform.answer("yes"));
        assertEquals(ExitCode.FAILED, line.run("batch", "--strict", input, output.toString()));
    }

    @Test
    void aBlankLastLineIsNoErrorOfAStrictRun() throws Exception {
        platform.with(Understanding.class, (question, options) -> FakePlatform.answer("yes"));
        Files.writeString(Path.of(input), "{\"image\":\"a.png\",\"question\":\"one\"}\r\n\r\n\n");
        assertEquals(ExitCode.OK, line.run("batch", "--strict", input, output.toString()));
        assertEquals(1, Files.readAllLines(output).size());
    }

    @Test
    void onlyAStrictRunRefusesDamagedContent() {
        List<Boolean> strict = new ArrayList<>();
        platform.with(
                Understanding.class,
                (question, options) -> {
                    strict.add(options.strict());
                    return FakePlatform.answer("yes");
                });
        line.run("batch", input, output.toString());
        line.run("batch", "--strict", input, folder.resolve("strict.jsonl").toString());
        assertEquals(List.of(false, false, true, true), strict);
    }

    @Test
    void questionsMayBePipedInAndAnswersOut() {
        platform.with(Understanding.class, (question, options) -> FakePlatform.answer("yes"));
        String image = folder.resolve("a.png").toString().replace("\\", "/");
        String question = "{\"image\":\"%s\",\"question\":\"one\"}".formatted(image);
        CommandLineRun piped =
                new CommandLineRun(
                        platform,
                        new ByteArrayInputStream(
                                (question + "\n\nbroken").getBytes(StandardCharsets.UTF_8)));
        assertEquals(ExitCode.OK, piped.run("batch", "-", "-"));
        List<String> lines = piped.out().lines().toList();
        assertEquals(2, lines.size(), piped.out());
        assertEquals(
                question.substring(0, question.length() - 1) + ",\"answer\":\"yes\"}",
                lines.get(0));
        assertTrue(lines.get(1).contains("Line 3 is not JSON"), lines.get(1));
        assertTrue(piped.err().contains("2 lines in the standard output: 1 answered"), piped.err());
    }

    @Test
    void answersThatNobodyTakesEndTheRun() {
        AtomicInteger calls = new AtomicInteger();
        platform.with(
                Understanding.class,
                (question, options) -> {
                    calls.incrementAndGet();
                    return FakePlatform.answer("yes");
                });
        CommandLineRun full =
                new CommandLineRun(platform, FailingOutput.because("No space left on device"));
        assertEquals(ErrorCode.UNWRITABLE_OUTPUT.exitCode(), full.run("batch", input, "-"));
        assertEquals(
                "mingle: The output could not be written (No space left on device). Free some"
                        + " space, or write it elsewhere. [unwritable-output]",
                full.err().strip());
        CommandLineRun closed = new CommandLineRun(platform, FailingOutput.because("Broken pipe"));
        assertEquals(ExitCode.PIPE_CLOSED, closed.run("batch", input, "-"));
        assertEquals("", closed.err());
        assertEquals(2, calls.get());
    }

    @Test
    void completeOutputIsKeptWithoutAStart() {
        platform.with(Understanding.class, (question, options) -> FakePlatform.answer("yes"));
        line.run("batch", input, output.toString());
        CommandLineRun again = new CommandLineRun(platform);
        assertEquals(ExitCode.OK, again.run("batch", input, output.toString()));
        assertTrue(
                again.err().contains("3 of 3 lines were answered by an earlier run"), again.err());
        assertEquals(List.of(), again.starts());
    }

    @Test
    void brokenModelLeavesNothingBehind() {
        platform.lacking(new BrokenModelException("No such tensor."), true);
        assertEquals(
                ErrorCode.BROKEN_MODEL.exitCode(), line.run("batch", input, output.toString()));
        assertTrue(line.err().contains("mingle: No such tensor."), line.err());
        assertFalse(Files.exists(output));
    }

    @Test
    void missingInputIsNamed() {
        assertEquals(
                ErrorCode.UNREADABLE_CONTENT.exitCode(),
                line.run("batch", folder.resolve("x").toString(), output.toString()));
        assertTrue(line.err().contains("does not exist"), line.err());
        assertEquals(List.of(), line.starts());
    }

    @Test
    void interruptionEndsTheReadingOfALongVideo() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        platform.with(
                Understanding.class,
                (question, options) -> {
                    reading.countDown();
                    while (!Thread.currentThread().isInterrupted()) {
                        LockSupport.parkNanos(1_000_000);
                    }
                    throw new CancelledException("The video was being decoded.");
                });
        CompletableFuture<Integer> code =
                CompletableFuture.supplyAsync(() -> line.run("batch", input, output.toString()));
        assertTrue(reading.await(20, TimeUnit.SECONDS));
        line.interruption().interrupt(Duration.ZERO);
        assertEquals(ExitCode.INTERRUPTED, code.get(20, TimeUnit.SECONDS));
        assertTrue(line.err().contains("Stopped after 0 of 3 lines."), line.err());
    }

    @Test
    void interruptedRunKeepsWholeLinesAndGoesOn() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        platform.with(
                Understanding.class,
                (question, options) -> {
                    if (calls.incrementAndGet() == 1) {
                        return FakePlatform.answer("yes");
                    }
                    GenerationChannel<Answer> channel = new GenerationChannel<>();
                    channel.onCancel(channel::cancelled);
                    second.countDown();
                    return channel;
                });
        CompletableFuture<Integer> code =
                CompletableFuture.supplyAsync(() -> line.run("batch", input, output.toString()));
        assertTrue(second.await(20, TimeUnit.SECONDS));
        line.interruption().interrupt(Duration.ZERO);
        assertEquals(ExitCode.INTERRUPTED, code.get(20, TimeUnit.SECONDS));
        assertTrue(line.err().contains("Stopped after 2 of 3 lines."), line.err());
        assertEquals(2, Files.readAllLines(output).size());

        platform.with(Understanding.class, (question, options) -> FakePlatform.answer("yes"));
        assertEquals(
                ExitCode.OK, new CommandLineRun(platform).run("batch", input, output.toString()));
        assertEquals(3, Files.readAllLines(output).size());
    }

    @Test
    void anErrorThatMayBeGoneIsAskedAgainByTheSameCommand() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        platform.with(
                Understanding.class,
                (question, options) ->
                        calls.incrementAndGet() == 1
                                ? FakePlatform.failure(
                                        new MemoryRefusedException("Not now.", 1, 0, Map.of()))
                                : FakePlatform.answer("yes"));
        assertEquals(ExitCode.OK, line.run("batch", input, output.toString()));
        assertTrue(
                line.err()
                        .contains(
                                "1 answered, 2 with an error, 1 of which the same command asks"
                                        + " again."),
                line.err());
        CommandLineRun again = new CommandLineRun(platform);
        assertEquals(ExitCode.OK, again.run("batch", input, output.toString()));
        assertTrue(again.err().contains("2 of 3 lines were answered"), again.err());
        assertTrue(again.err().contains("1 line with an error that may be gone"), again.err());
        assertTrue(again.err().contains("2 answered, 1 with an error."), again.err());
        assertEquals(3, calls.get());
        List<String> lines = Files.readAllLines(output);
        assertTrue(lines.get(0).endsWith("\"answer\":\"yes\"}"), lines.get(0));
        assertTrue(lines.get(1).contains("invalid-request"), lines.get(1));
        assertEquals(List.of("a.png", "in.jsonl", "out.jsonl"), names());
    }

    private List<String> names() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void oneLineIsNotCalledLines() throws Exception {
        platform.with(Understanding.class, (question, options) -> FakePlatform.answer("yes"));
        Files.writeString(Path.of(input), "{\"image\":\"a.png\",\"question\":\"one\"}\n");
        line.run("batch", input, output.toString());
        assertTrue(line.err().contains("mingle: 1 line in "), line.err());
    }

    @Test
    void bundlesOfOnesOwnAreHandedToTheStart() throws Exception {
        platform.with(Understanding.class, (question, options) -> FakePlatform.answer("yes"));
        Path skills = Files.createDirectory(folder.resolve("skills"));
        line.run("batch", "--skills", skills.toString(), input, output.toString());
        assertEquals(List.of(new Serving(skills, false)), line.servings());
    }

    @Test
    void aPartGoesIntoAFileOfItsOwn() throws Exception {
        platform.with(Understanding.class, (question, options) -> FakePlatform.answer("yes"));
        Path parts = folder.resolve("parts");
        assertEquals(ExitCode.OK, line.run("batch", "--shard", "1/2", input, parts.toString()));
        Path part = parts.resolve("part-00001-of-00002.jsonl");
        assertTrue(
                line.err().contains("1 line in " + part + ": 1 answered, 0 with an error."),
                line.err());
        assertEquals(1, Files.readAllLines(part).size());
    }

    @Test
    void partsThatCannotBeAreRefusedBeforeAnythingStarts() {
        String parts = folder.resolve("parts").toString();
        for (List<String> refused :
                List.of(
                        List.of("2/2", input, parts, "There is no part 2/2"),
                        List.of("two", input, parts, "'two' is no part of a batch."),
                        List.of("0/2", "-", parts, "IN is a file that all workers read"),
                        List.of("0/2", input, "-", "OUT a folder"),
                        List.of("0/2", input, input, "is a file, and the parts of a batch"))) {
            CommandLineRun run = new CommandLineRun(platform);
            assertEquals(
                    ErrorCode.INVALID_REQUEST.exitCode(),
                    run.run("batch", "--shard", refused.get(0), refused.get(1), refused.get(2)));
            assertTrue(run.err().contains(refused.get(3)), run.err());
            assertEquals(1, run.err().lines().count(), run.err());
            assertEquals(List.of(), run.starts());
        }
    }
}
