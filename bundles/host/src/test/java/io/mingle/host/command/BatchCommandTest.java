package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.understanding.PictureUnderstanding;
import io.mingle.host.FakePlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
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
        platform.with(PictureUnderstanding.class, question -> FakePlatform.answer("yes"));
        assertEquals(ExitCode.OK, line.run("batch", input, output.toString()));
        assertTrue(line.err().contains("3 lines in " + output + ": 2 answered, 1 with an error."));
        assertEquals("", line.out());
        assertEquals(3, Files.readAllLines(output).size());
        assertTrue(platform.isClosed());
    }

    @Test
    void strictRunFailsForABadLine() {
        platform.with(PictureUnderstanding.class, question -> FakePlatform.answer("yes"));
        assertEquals(ExitCode.FAILED, line.run("batch", "--strict", input, output.toString()));
    }

    @Test
    void completeOutputIsKeptWithoutAStart() {
        platform.with(PictureUnderstanding.class, question -> FakePlatform.answer("yes"));
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
        assertEquals(ExitCode.FAILED, line.run("batch", input, output.toString()));
        assertTrue(line.err().contains("mingle: No such tensor."), line.err());
        assertFalse(Files.exists(output));
    }

    @Test
    void missingInputIsNamed() {
        assertEquals(
                ExitCode.FAILED,
                line.run("batch", folder.resolve("x").toString(), output.toString()));
        assertTrue(line.err().contains("does not exist"), line.err());
        assertEquals(List.of(), line.starts());
    }

    @Test
    void interruptionEndsTheReadingOfALongVideo() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        platform.with(
                PictureUnderstanding.class,
                question -> {
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
                PictureUnderstanding.class,
                question -> {
                    if (calls.incrementAndGet() == 1) {
                        return FakePlatform.answer("yes");
                    }
                    GenerationChannel channel = new GenerationChannel();
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

        platform.with(PictureUnderstanding.class, question -> FakePlatform.answer("yes"));
        assertEquals(
                ExitCode.OK, new CommandLineRun(platform).run("batch", input, output.toString()));
        assertEquals(3, Files.readAllLines(output).size());
    }
}
