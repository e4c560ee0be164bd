package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.ErrorCode;
import io.mingle.api.error.InternalException;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.Understanding;
import io.mingle.host.FakePlatform;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class UnwritableOutputTest {

    private static final String TOLD =
            "mingle: The output could not be written (No space left on device). Free some space, or"
                    + " write it elsewhere. [unwritable-output]";

    private final FakePlatform platform = new FakePlatform();
    private final CommandLineRun full =
            new CommandLineRun(platform, FailingOutput.because("No space left on device"));
    private final CommandLineRun closed =
            new CommandLineRun(platform, FailingOutput.because("Broken pipe"));

    @ParameterizedTest
    @ValueSource(strings = {"ask Hello?", "ask --json Hello?", "skills", "skills --json", "--help"})
    void whatCannotBeWrittenIsToldAndIsNoSuccess(String command) {
        platform.with(Understanding.class, (question, options) -> FakePlatform.answer("words"));
        assertEquals(ErrorCode.UNWRITABLE_OUTPUT.exitCode(), full.run(command.split(" ")));
        assertTrue(full.err().endsWith(TOLD + System.lineSeparator()), full.err());
        assertEquals(1, full.err().lines().filter(it -> it.contains("output")).count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ask Hello?", "ask --json Hello?", "--help"})
    void aClosedPipeIsSilent(String command) {
        platform.with(Understanding.class, (question, options) -> FakePlatform.answer("words"));
        assertEquals(ExitCode.PIPE_CLOSED, closed.run(command.split(" ")));
        assertEquals("", closed.err());
    }

    @Test
    void anAnswerThatNobodyReadsIsCancelledAndNotCalledSo() {
        for (CommandLineRun run : List.of(full, closed)) {
            GenerationChannel<Answer> endless = new GenerationChannel<>();
            endless.onCancel(endless::cancelled);
            endless.delta("begun");
            platform.with(Understanding.class, (question, options) -> endless);
            run.run("ask", "Count.");
            assertTrue(endless.isCancelled());
        }
        assertEquals(TOLD, full.err().strip());
        assertEquals("", closed.err());
    }

    @Test
    void anotherErrorIsToldAlone() {
        platform.with(
                Understanding.class,
                (question, options) ->
                        FakePlatform.failure(new InternalException("It broke.", null)));
        assertEquals(ExitCode.FAILED, full.run("ask", "Hello?"));
        assertEquals("mingle: It broke. [internal]", full.err().strip());
    }
}
