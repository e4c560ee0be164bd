package io.mingle.itests.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.itests.swap.Cell.Caller;
import io.mingle.itests.swap.Cell.Target;
import io.mingle.itests.swap.Cell.Way;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bundles are replaced at a rhythm that does not wait for who calls from outside, and no call is
 * lost. All ways to replace and to call are tried by {@link LosslessSwap}.
 */
@Timeout(600)
class LosslessSwapIT {

    private static final int SWAPS = 20;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TempDir static Path folder;
    private static HostInTest host;

    @BeforeAll
    static void start() throws Exception {
        host = HostInTest.start(new FrameworkFactory(), folder);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static Outcome lossless(Target target, Caller caller, int gap) throws Exception {
        Cell cell = new Cell(target, caller, Way.SWAPPER, Duration.ofMillis(gap));
        Outcome outcome = CellRun.of(host, cell, SWAPS, LIMIT, folder);
        assertEquals("", outcome.complaint());
        assertEquals(SWAPS, outcome.swaps().size());
        return outcome;
    }

    /** What cannot be built up because the core is just going is no reason to give up. */
    @Test
    void theFacadeLosesNoCallWhileTheCoreIsReplacedSeveralTimesASecond() throws Exception {
        lossless(Target.CORE, Caller.FACADE, 200);
    }

    /** The skill requires pictures in its manifest: a wire to vision. */
    @Test
    void aSkillLosesNoCallWhileWhatItRequiresIsReplaced() throws Exception {
        lossless(Target.VISION, Caller.SKILL, 200);
    }

    /** Before the next replacement begins, everybody who waited for the one before is served. */
    @Test
    void nobodyStarvesWhileTheCoreIsReplacedWithoutAPause() throws Exception {
        Outcome outcome = lossless(Target.CORE, Caller.BROKER, 0);
        assertTrue(outcome.mostReplacements() <= 2, outcome.row());
    }
}
