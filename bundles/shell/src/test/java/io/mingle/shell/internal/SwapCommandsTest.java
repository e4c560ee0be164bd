package io.mingle.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.swap.SwapReport;
import io.mingle.swap.SwapReport.Mode;
import io.mingle.swap.SwapReport.Outcome;
import io.mingle.swap.Swapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SwapCommandsTest extends ShellFixture {

    private final List<String> done = new ArrayList<>();
    private SwapReport report = report("1.0.0", Mode.BESIDE, Outcome.SWAPPED, "");
    private int left;

    /** Notes what it is to do, and reports what a test wants. */
    private final Swapper swapper =
            new Swapper() {
                @Override
                public SwapReport swap(Path jar) {
                    return done("swap " + jar);
                }

                @Override
                public SwapReport renew(String bundle) {
                    return done("renew " + bundle);
                }

                @Override
                public SwapReport canary(Path jar, int percent) {
                    return done("canary " + jar + " " + percent);
                }

                @Override
                public SwapReport promote(String bundle) {
                    return done("promote " + bundle);
                }

                @Override
                public SwapReport rollback(String bundle) {
                    return done("rollback " + bundle);
                }

                @Override
                public int drain(String bundle, Duration limit) {
                    done("drain " + bundle + " " + limit.toSeconds());
                    return left;
                }

                @Override
                public void resume(String bundle) {
                    done("resume " + bundle);
                }

                @Override
                public Map<Outcome, Long> counts() {
                    return Map.of(report.outcome(), 1L);
                }

                @Override
                public List<SwapReport> history() {
                    return List.of(report, report("", Mode.NEW, Outcome.SWAPPED, ""));
                }

                private SwapReport done(String what) {
                    done.add(what);
                    return report;
                }
            };

    private static SwapReport report(String from, Mode mode, Outcome outcome, String reason) {
        return new SwapReport("a.b", from, "2.0.0", mode, outcome, reason, Duration.ofMillis(7));
    }

    @BeforeEach
    void commands() {
        commands(
                new SwapCommands(swapper),
                "swap",
                "promote",
                "rollback",
                "drain",
                "resume",
                "swaps");
    }

    @Test
    void whatWasReplacedIsShown() {
        String swapped = "a.b 1.0.0 -> 2.0.0: swapped beside in 7 ms" + LINE;
        assertEquals(swapped, type("mingle:swap a.jar"));
        assertEquals(swapped, type("mingle:swap --canary 10 a.jar"));
        assertEquals(swapped, type("mingle:promote a.b"));
        report = report("1.0.0", Mode.IN_PLACE, Outcome.CALLS_LOST, "2 were lost");
        assertEquals(
                "a.b 1.0.0 -> 2.0.0: calls lost in place in 7 ms: 2 were lost" + LINE,
                type("mingle:rollback a.b"));
        assertEquals(List.of("swap a.jar", "canary a.jar 10", "promote a.b", "rollback a.b"), done);
    }

    @Test
    void aRefusalIsAnErrorWithItsReason() {
        report = report("1.0.0", Mode.BESIDE, Outcome.REFUSED, "It does not start.");
        assertEquals("It does not start.", fails("mingle:swap a.jar").getMessage());
        assertTrue(shown().startsWith("[invalid-request] "), shown());
    }

    @Test
    void aDrainTellsWhatIsLeftAndEndsWithResume() {
        assertEquals(
                "a.b is drained. Lead calls to it again with resume." + LINE,
                type("mingle:drain a.b"));
        left = 2;
        assertEquals(
                "2 calls are still under way; requests lists them." + LINE,
                type("mingle:drain -s 5 a.b"));
        assertEquals("", type("mingle:resume a.b"));
        assertEquals(List.of("drain a.b 30", "drain a.b 5", "resume a.b"), done);
    }

    @Test
    void whatWasTriedIsListed() {
        assertEquals(
                "a.b 1.0.0 -> 2.0.0: swapped beside in 7 ms"
                        + LINE
                        + "a.b none -> 2.0.0: swapped as new in 7 ms"
                        + LINE,
                type("mingle:swaps"));
    }
}
