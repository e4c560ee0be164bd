package io.mingle.swap.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mingle.api.error.InternalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** A jar of the folder that is not let in, with pauses that are short. */
class WatchedSkillsTest extends SwapperFixture {

    private RecordedAudit audit;
    private WatchedSkills skills;
    private Path file;

    @BeforeEach
    void watch() throws Exception {
        audit = new RecordedAudit();
        skills = new WatchedSkills(swapper, context, Duration.ofMillis(1));
        file = jar("1.0.0");
    }

    @AfterEach
    void watchNoMore() throws Exception {
        end();
        audit.close();
    }

    /** What is under way is done to its end. */
    private void end() throws InterruptedException {
        skills.close();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("mingle-skills")) {
                thread.join();
            }
        }
    }

    private static void await(BooleanSupplier wanted) throws InterruptedException {
        while (!wanted.getAsBoolean()) {
            Thread.sleep(1);
        }
    }

    @Test
    void whatIsTriedAgainAndRefusedForTheSameReasonIsToldOnce() throws Exception {
        trust.refuse("There is no room.");
        skills.put(file);
        await(() -> trust.refused() > 5);
        assertEquals(
                List.of(file.getFileName() + " is not in use: There is no room."),
                skills.problems());

        trust.refuse("There is something else.");
        await(() -> audit.lines().size() > 1);
        int before = trust.refused();
        await(() -> trust.refused() > before);
        trust.refuse(null);
        await(() -> skills.problems().isEmpty());

        assertEquals(Bundle.ACTIVE, active().getState());
        String by = ": example.echo 1.0.0, by " + file + ", sha256";
        assertEquals(List.of("refused" + by, "refused" + by, "installed" + by), audit.lines());
        assertEquals(1, swapper.history().size());
    }

    @Test
    void aJarThatHasChangedIsToldAgain() throws Exception {
        trust.refuse("There is no room.");
        skills.put(file);
        await(() -> trust.refused() > 1);
        Files.move(jar("2.0.0"), file, StandardCopyOption.ATOMIC_MOVE);
        await(() -> audit.lines().size() > 1);
        assertEquals("refused: example.echo 2.0.0, by " + file + ", sha256", audit.lines().get(1));
    }

    @Test
    void aJarWhoseRestrictionCannotBeKeptIsNotLeftInstalled() {
        trust.fill();
        assertThrows(InternalException.class, () -> swapper.install(file, WHO));
        assertEquals(List.of(), installed());
    }

    @Test
    void whatCameFromAFileGoesWithItWhenTheFolderIsWatchedAnew() throws Exception {
        install();
        end();

        watchAgain();
        skills.takeAway(file);

        await(() -> installed().isEmpty());
    }

    @Test
    void whatCameFromAFileThatIsGoneGoesWhenTheFolderIsWatchedAnew() throws Exception {
        install();
        end();
        Files.delete(file);

        watchAgain();

        await(() -> installed().isEmpty());
    }

    private void install() throws Exception {
        skills.put(file);
        await(() -> context.getDataFile("skills").exists());
        assertEquals(Bundle.ACTIVE, active().getState());
    }

    private void watchAgain() {
        skills = new WatchedSkills(swapper, context, Duration.ofMillis(1));
    }
}
