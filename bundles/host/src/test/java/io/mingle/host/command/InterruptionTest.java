package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InternalException;
import io.mingle.api.error.MingleException;
import io.mingle.host.FakePlatform;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptionTest {

    private final Interruption interruption = new Interruption();

    @Test
    void whatIsUnderWayAndWhatIsBegunLaterIsAskedToStop() {
        List<String> stopped = new ArrayList<>();
        interruption.during(
                () -> stopped.add("now"),
                () -> {
                    interruption.interrupt(Duration.ZERO);
                    return null;
                });
        interruption.during(() -> stopped.add("later"), () -> null);
        assertEquals(List.of("now", "later"), stopped);
        assertTrue(interruption.happened());
    }

    /** It is the shutdown hook that waits: the process would not end. */
    @Test
    void nobodyWaitsForAStartOrForSomebodyWhoTypes() throws IOException {
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> {
                    try (Interruption.Abandonable start = interruption.abandonable()) {
                        interruption.interrupt(Duration.ofHours(1));
                    }
                });
        Interruption typing = new Interruption();
        InputStream keyboard =
                new InputStream() {
                    @Override
                    public int read() {
                        typing.interrupt(Duration.ofHours(1));
                        return 7;
                    }
                };
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertEquals(7, new AbandonableInput(keyboard, typing).read()));
    }

    @Test
    void whateverAnInterruptedWaitingEndsWithIsAnInterruption() {
        CommandLineRun run = new CommandLineRun(new FakePlatform());
        int code = ExitCode.OK;
        try {
            run.session()
                    .interruptibly(
                            "reading",
                            () -> {
                                run.interruption().interrupt(Duration.ZERO);
                                throw new InternalException("It broke off.", null);
                            });
        } catch (MingleException e) {
            assertEquals("Interrupted while reading.", e.getMessage());
            code = e.kind().exitCode();
        }
        assertEquals(ExitCode.INTERRUPTED, code);
        assertFalse(Thread.interrupted());
    }
}
