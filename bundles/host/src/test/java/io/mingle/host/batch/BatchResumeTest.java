package io.mingle.host.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class BatchResumeTest extends BatchFixture {

    @Test
    void aLineThatWasCutWithinACharacterIsWrittenAnew() throws Exception {
        write("{\"image\": \"b.png\", \"question\": \"Прочитай\"}");
        run(this::echo);
        byte[] whole = Files.readAllBytes(output);
        for (int length = 0; length < whole.length; length++) {
            Files.write(output, Arrays.copyOf(whole, length));
            assertEquals(new BatchResult(1, 0, 0), run(this::echo));
            assertArrayEquals(whole, Files.readAllBytes(output));
        }
    }

    @Test
    void interruptedRunGoesOnAfterTheLastWholeLine() throws Exception {
        write(
                "{\"image\": \"b.png\", \"question\": \"one\"}",
                "broken",
                "{\"image\": \"b.png\", \"question\": \"three\"}",
                "{\"image\": \"b.png\", \"question\": \"four\"}");
        run(this::echo);
        String whole = Files.readString(output);
        asked.clear();
        // As if the process had died at every single byte of the file.
        for (int length = 0; length < whole.length(); length++) {
            Files.writeString(output, whole.substring(0, length));
            run(this::echo);
            assertEquals(whole, Files.readString(output), "after " + length + " bytes");
        }
        asked.clear();
        assertEquals(new BatchResult(4, 1, 4), run(this::echo));
        assertEquals(List.of(), asked);
        assertEquals(whole, Files.readString(output));
    }

    @Test
    void stoppedRunKeepsWhatItHasAndSaysHowToGoOn() throws Exception {
        write(
                "{\"image\": \"b.png\", \"question\": \"one\"}",
                "{\"image\": \"b.png\", \"question\": \"two\"}",
                "{\"image\": \"b.png\", \"question\": \"three\"}");
        AtomicBoolean stopped = new AtomicBoolean();
        CancelledException error =
                assertThrows(
                        CancelledException.class,
                        () ->
                                open().run(
                                                answering(
                                                        question -> {
                                                            if (echo(question).startsWith("two")) {
                                                                stopped.set(true);
                                                                throw new CancelledException(
                                                                        "Stopped.");
                                                            }
                                                            return finished("yes");
                                                        }),
                                                0,
                                                (done, errors) -> {},
                                                stopped::get));
        assertTrue(error.getMessage().startsWith("Stopped after 1 of 3 lines."), error::getMessage);
        assertEquals(1, Files.readAllLines(output).size());
        assertEquals(new BatchResult(3, 0, 1), run(question -> "yes"));
    }

    @Test
    void outputOfAnotherInputIsRefusedAndLeftAlone() throws Exception {
        write("{\"image\": \"b.png\", \"question\": \"one\"}");
        for (String foreign :
                List.of(
                        "my notes",
                        "my notes\n",
                        "{\"image\":\"b.png\",\"question\":\"two\",\"answer\":\"x\"}\n",
                        "{\"image\":\"b.png\",\"question\":\"one\"}\n",
                        "{\"image\":\"b.png\",\"question\":\"one\",\"answer\":\"x\"}\nmore")) {
            Files.writeString(output, foreign);
            InvalidRequestException error =
                    assertThrows(InvalidRequestException.class, () -> open());
            assertTrue(error.getMessage().contains("does not belong"), error::getMessage);
            assertEquals(foreign, Files.readString(output));
        }
    }

    @Test
    void outputThatGrowsMeanwhileIsNotCut() throws Exception {
        write("{\"image\": \"b.png\", \"question\": \"one\"}");
        Batch late = open();
        run(this::echo);
        String whole = Files.readString(output);
        assertThrows(InvalidRequestException.class, () -> run(late, it -> finished("x")));
        assertEquals(whole, Files.readString(output));
    }

    /** Fails for now on some questions, for good on none. */
    private String echoUnless(Conversation question, String busy) {
        String answer = echo(question);
        if (answer.matches("(" + busy + ") .*")) {
            throw new SkillUnavailableException("Not now.");
        }
        return answer;
    }

    private void writeFour() throws Exception {
        write(
                "{\"image\": \"b.png\", \"question\": \"one\"}",
                "broken",
                "{\"image\": \"none.png\", \"question\": \"three\", \"audio\": \"a.wav\"}",
                "{\"video\": \"v\", \"question\": \"four\"}",
                "{\"video\": \"v\", \"question\": \"five\"}");
    }

    @Test
    void errorsThatMayBeGoneAreAskedAgainInTheirPlacesAndOthersAreKept() throws Exception {
        writeFour();
        assertEquals(new BatchResult(5, 4, 2, 0), run(it -> echoUnless(it, "four|five")));
        List<String> before = Files.readAllLines(output);
        asked.clear();
        assertEquals(new BatchResult(5, 3, 1, 3), run(it -> echoUnless(it, "five")));
        assertEquals(List.of("four", "five"), asked);
        List<String> after = Files.readAllLines(output);
        assertEquals(before.subList(0, 3), after.subList(0, 3));
        assertTrue(after.get(3).contains("\"answer\":\"four []\""), after.get(3));
        assertEquals(before.get(4), after.get(4));
        assertEquals(new BatchResult(5, 2, 0, 4), run(this::echo));
        asked.clear();
        assertEquals(new BatchResult(5, 2, 0, 5), run(this::echo));
        assertEquals(List.of(), asked);
    }

    @Test
    void whatALinkPointsToIsRenewedAndTheLinkStays() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere")).resolve("real.jsonl");
        Files.createFile(elsewhere);
        try {
            Files.createSymbolicLink(output, elsewhere);
        } catch (IOException | UnsupportedOperationException e) {
            Assumptions.abort("There are no links here: " + e);
        }
        writeFour();
        run(it -> echoUnless(it, "four|five"));
        assertEquals(new BatchResult(5, 2, 0, 3), run(this::echo));
        assertTrue(Files.isSymbolicLink(output));
        assertEquals(Files.readString(elsewhere), Files.readString(output));
        assertFalse(Files.exists(folder.resolve("elsewhere/real.jsonl.renewed")));
    }

    @Test
    void aRunThatIsStoppedWhileItAsksAgainKeepsBothOldAndNew() throws Exception {
        writeFour();
        run(it -> echoUnless(it, "four|five"));
        String old = Files.readString(output);
        AtomicBoolean stopped = new AtomicBoolean();
        CancelledException error =
                assertThrows(
                        CancelledException.class,
                        () ->
                                open().run(
                                                answering(
                                                        question -> {
                                                            stopped.set(true);
                                                            return finished("yes");
                                                        }),
                                                0,
                                                (done, errors) -> {},
                                                stopped::get));
        assertTrue(error.getMessage().startsWith("Stopped after 4 of 5 lines."), error::getMessage);
        List<String> lines = Files.readAllLines(output);
        assertTrue(lines.get(3).endsWith("\"answer\":\"yes\"}"), lines.get(3));
        assertEquals(old.lines().toList().get(4), lines.get(4));
        assertFalse(Files.exists(folder.resolve("out.jsonl.renewed")));
    }

    @Test
    void whatDiesWhileItAsksAgainLeavesTheOldOutput() throws Exception {
        writeFour();
        run(it -> echoUnless(it, "four|five"));
        String old = Files.readString(output);
        Files.writeString(folder.resolve("out.jsonl.renewed"), "half a li");
        assertThrows(
                BrokenModelException.class,
                () ->
                        run(
                                it -> {
                                    throw new BrokenModelException("Gone.");
                                }));
        assertEquals(old, Files.readString(output));
    }
}
