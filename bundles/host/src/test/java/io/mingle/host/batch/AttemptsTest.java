package io.mingle.host.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnwritableOutputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptsTest {

    @TempDir Path folder;
    private Path journal;

    @BeforeEach
    void name() {
        journal = folder.resolve("a.begun");
    }

    /** Leaves the journal as a process does that dies while it answers. */
    private void die(long... underWay) throws IOException {
        byte[] left;
        try (Attempts attempts = Attempts.open(journal)) {
            attempts.begin(1);
            attempts.end(1);
            for (long number : underWay) {
                assertTrue(attempts.begin(number).isEmpty(), "line " + number);
            }
            left = Files.readAllBytes(journal);
        }
        Files.write(journal, left);
    }

    private String aside(long number) throws IOException {
        try (Attempts attempts = Attempts.open(journal)) {
            return attempts.begin(number).map(Throwable::getMessage).orElse("");
        }
    }

    @Test
    void aLineIsSetAsideThatTwoProcessesHaveDiedOf() throws Exception {
        die(7);
        assertEquals("", aside(7));
        die(7);
        assertEquals(
                "Line 7 was being answered each of the 2 times that the process died, and is set"
                        + " aside. Ask it alone to see what it dies of, for example of too little"
                        + " memory.",
                aside(7));
        assertEquals("", aside(8));
    }

    @Test
    void aLineThatEndsIsNotSuspectedAnyMore() throws Exception {
        die(7, 8);
        try (Attempts attempts = Attempts.open(journal)) {
            assertTrue(attempts.suspects(7) && attempts.suspects(8) && !attempts.suspects(1));
            attempts.begin(7);
            attempts.begin(9);
            attempts.end(7);
            attempts.end(9);
        }
        try (Attempts attempts = Attempts.open(journal)) {
            assertTrue(!attempts.suspects(7) && attempts.suspects(8) && !attempts.suspects(9));
            attempts.begin(8);
            attempts.end(8);
        }
        assertFalse(Files.exists(journal));
    }

    @Test
    void anEndInGoodOrderIsNoDeath() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (Attempts attempts = Attempts.open(journal)) {
                assertTrue(attempts.begin(7).isEmpty());
            }
            assertFalse(Files.exists(journal));
        }
    }

    @Test
    void aJournalThatWasCutIsReadAsFarAsItGoes() throws Exception {
        die(7);
        Files.writeString(journal, Files.readString(journal) + "12");
        try (Attempts attempts = Attempts.open(journal)) {
            assertTrue(attempts.suspects(7) && !attempts.suspects(12));
        }
    }

    @Test
    void whatFollowsANumberThatWasCutIsReadAsItIs() throws Exception {
        Files.writeString(journal, "7;\n12");
        die(13);
        try (Attempts attempts = Attempts.open(journal)) {
            assertTrue(attempts.suspects(7) && attempts.suspects(13));
            assertFalse(attempts.suspects(1213));
        }
    }

    @Test
    void aLineThatEndsAfterTheCloseMakesNoJournal() throws Exception {
        Attempts attempts = Attempts.open(journal);
        attempts.begin(7);
        attempts.close();
        attempts.end(7);
        assertThrows(CancelledException.class, () -> attempts.begin(8));
        assertFalse(Files.exists(journal));
        assertEquals("", aside(7));
    }

    @Test
    void anInterruptOfOneLineLeavesTheJournalToTheOthers() throws Exception {
        try (Attempts attempts = Attempts.open(journal)) {
            attempts.begin(7);
            Thread.currentThread().interrupt();
            attempts.begin(8);
            assertTrue(Thread.interrupted());
            attempts.end(8);
            Files.copy(journal, folder.resolve("copy"));
        }
        assertFalse(Files.exists(journal));
        try (Attempts attempts = Attempts.open(folder.resolve("copy"))) {
            assertTrue(attempts.suspects(7) && !attempts.suspects(8));
        }
    }

    @Test
    void whatAnotherRunHasDoneMeanwhileIsNoDeath() throws Exception {
        try (Attempts first = Attempts.open(journal)) {
            first.begin(7);
            try (Attempts second = Attempts.open(journal)) {
                assertThrows(InvalidRequestException.class, () -> second.begin(8));
            }
            Attempts third = Attempts.open(journal);
            first.end(7);
            first.close();
            third.begin(8);
            assertFalse(third.suspects(7));
            third.end(8);
            third.close();
        }
        assertFalse(Files.exists(journal));
    }

    @Test
    void theSecondAttemptOfAnEngineGoesOnAndNotesNothing() throws Exception {
        die(7);
        try (Attempts first = Attempts.openBeside(journal)) {
            first.begin(7);
            String noted = Files.readString(journal);
            try (Attempts second = Attempts.openBeside(journal)) {
                assertTrue(second.begin(7).isEmpty());
                assertFalse(second.suspects(7));
                second.end(7);
                second.complete();
            }
            assertEquals(noted, Files.readString(journal));
            first.end(7);
        }
        assertFalse(Files.exists(journal));
    }

    @Test
    void whatIsCompleteLeavesNothing() throws Exception {
        die(7);
        try (Attempts attempts = Attempts.open(journal)) {
            attempts.complete();
        }
        assertFalse(Files.exists(journal));
    }

    @Test
    void linesThatAreAlwaysUnderWayDoNotLetItGrow() throws Exception {
        try (Attempts attempts = Attempts.open(journal)) {
            attempts.begin(1);
            for (long number = 1_000_000; number < 1_060_000; number++) {
                attempts.begin(number);
                attempts.end(number);
            }
            assertTrue(Files.size(journal) < (1 << 20) + 100, Files.size(journal) + " bytes");
            Files.copy(journal, folder.resolve("copy"));
        }
        try (Attempts attempts = Attempts.open(folder.resolve("copy"))) {
            assertTrue(attempts.suspects(1));
        }
    }

    @Test
    void aJournalThatCannotBeWrittenIsNamed() throws Exception {
        Attempts attempts = Attempts.open(folder.resolve("none/a.begun"));
        UnwritableOutputException error =
                assertThrows(UnwritableOutputException.class, () -> attempts.begin(1));
        assertTrue(error.getMessage().contains("a.begun' cannot be written"), error::getMessage);
        attempts.close();
    }
}
