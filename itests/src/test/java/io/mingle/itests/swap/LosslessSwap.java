package io.mingle.itests.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.itests.model.TinyModel;
import io.mingle.itests.swap.Cell.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * Every two values come together of what is replaced, how, how soon again, and who calls meanwhile;
 * and no call is lost. The system property {@code soak.swaps.cell} says how often each.
 */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LosslessSwap {

    /** A call waits for the replacement that it comes in, and the skill that it calls may, too. */
    private static final int MOST = 3;

    private static final int SWAPS = Integer.getInteger("soak.swaps.cell", 30);

    /** Twenty of these are less than an hour. */
    private static final Duration LIMIT = Duration.ofSeconds(150);

    @TempDir static Path folder;
    private HostInTest host;

    /** Written once: who writes over a model that is in use breaks it. */
    private Path hearing;

    abstract FrameworkFactory framework() throws Exception;

    @BeforeAll
    void start() throws Exception {
        host = HostInTest.start(framework(), folder);
        hearing = TinyModel.write(Files.createDirectory(folder.resolve("hearing")));
        System.out.println(getClass().getSimpleName() + "\n" + Outcome.HEAD);
    }

    @AfterAll
    void stop() {
        host.close();
    }

    /** Those that hear come last: the embedded model cannot. */
    static List<Cell> cells() {
        return Cell.pairwise();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void noCallIsLost(Cell cell) throws Exception {
        if (cell.target() == Target.AUDIO) {
            host.use(hearing);
        }
        Outcome outcome = CellRun.of(host, cell, SWAPS, LIMIT, folder);
        System.out.println(outcome.row());
        assertEquals("", outcome.complaint());
        assertEquals(SWAPS, outcome.swaps().size(), "replacements");
        assertTrue(
                outcome.mostReplacements() <= MOST,
                outcome.mostReplacements() + " replacements in one call");
    }
}
