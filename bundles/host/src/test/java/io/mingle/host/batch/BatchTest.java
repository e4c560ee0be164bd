package io.mingle.host.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.understanding.Constraint;
import io.mingle.api.understanding.GenerationOptions;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest extends BatchFixture {

    @Test
    void answersAreAddedInOrderAndAllOtherFieldsAreKept() throws Exception {
        write(
                "{\"id\": 7, \"image\": \"pictures/a.png\", \"question\": \"one\", \"n\": 1.50,"
                        + " \"x\": {\"deep\": [null, true]}}",
                "{\"question\": \"two\", \"images\": [\"b.png\", \"pictures/a.png\"], \"id\":"
                        + " 12345678901234567890}");
        assertEquals(new BatchResult(2, 0, 0), run(this::echo));
        assertEquals(
                List.of(
                        "{\"id\":7,\"image\":\"pictures/a.png\",\"question\":\"one\",\"n\":1.50,\"x\":{\"deep\":[null,true]},\"answer\":\"one"
                            + " [a.png]\"}",
                        "{\"question\":\"two\",\"images\":[\"b.png\",\"pictures/a.png\"],\"id\":"
                                + "12345678901234567890,\"answer\":\"two [b.png, a.png]\"}"),
                Files.readAllLines(output));
    }

    @Test
    void numbersKeepTheirText() throws Exception {
        String numbers =
                "\"a\":-0.0,\"b\":1.10,\"c\":[1E400,-1e-05,0.0],\"d\":{\"e\":123456789012345678901234567890}";
        write("{" + numbers + ",\"image\":\"b.png\",\"question\":\"one\"}");
        run(this::echo);
        assertEquals(
                List.of(
                        "{"
                                + numbers
                                + ",\"image\":\"b.png\",\"question\":\"one\",\"answer\":\"one"
                                + " [b.png]\"}"),
                Files.readAllLines(output));
    }

    @Test
    void aLineSaysItselfWhereItsAnswerEndsAndWhatItHasToBe() throws Exception {
        write(
                "{\"image\": \"b.png\", \"question\": \"1\", \"stop\": \"x\", \"regex\": \"a*\"}",
                "{\"image\": \"b.png\", \"question\": \"2\", \"stop\": [\"x\", \"y\"],"
                        + " \"json_schema\": {\"const\": 1.50}}",
                "{\"image\": \"b.png\", \"question\": \"3\"}",
                "{\"image\": \"b.png\", \"question\": \"4\", \"stop\": [1]}",
                "{\"image\": \"b.png\", \"question\": \"5\", \"json_schema\": \"{}\"}",
                "{\"image\": \"b.png\", \"question\": \"6\", \"regex\": \"a\", \"json_schema\":"
                        + " {}}");
        List<GenerationOptions> asked = new ArrayList<>();
        GenerationOptions all = GenerationOptions.GREEDY.withStop(List.of("all"));
        open().run(
                        answering(
                                (question, options) -> {
                                    asked.add(options.apply(all));
                                    return finished("yes");
                                }),
                        0,
                        (done, errors) -> {},
                        () -> false);
        assertEquals(
                List.of(
                        GenerationOptions.GREEDY
                                .withStop(List.of("x"))
                                .withConstraint(new Constraint.Regex("a*")),
                        GenerationOptions.GREEDY
                                .withStop(List.of("x", "y"))
                                .withConstraint(new Constraint.JsonSchema("{\"const\":1.50}")),
                        GenerationOptions.GREEDY.withStop(List.of("all"))),
                asked);
        List<String> lines = Files.readAllLines(output);
        assertTrue(lines.get(3).contains("Line 4 has no text in the field 'stop'"));
        assertTrue(lines.get(4).contains("Line 5 has no object in the field 'json_schema'"));
        assertTrue(lines.get(5).contains("Line 6 has both the fields"));
    }

    @Test
    void warningsStandBesideTheAnswerThatTheyAreAbout() throws Exception {
        write(
                "{\"image\": \"b.png\", \"question\": \"one\", \"warnings\": [\"old\"]}",
                "{\"image\": \"b.png\", \"question\": \"two\"}");
        run(
                open(),
                question ->
                        echo(question).startsWith("one")
                                ? finished("yes", "b.png is cut off.", "A page is left out.")
                                : finished("no"));
        assertEquals(
                List.of(
                        "{\"image\":\"b.png\",\"question\":\"one\",\"answer\":\"yes\",\"warnings\":[\"b.png"
                            + " is cut off.\",\"A page is left out.\"]}",
                        "{\"image\":\"b.png\",\"question\":\"two\",\"answer\":\"no\"}"),
                Files.readAllLines(output));
        assertEquals(new BatchResult(2, 0, 2), run(this::echo));
    }

    @Test
    void addressesAreNotFetchedAndThoseOfFilesAreTaken() throws Exception {
        write(
                "{\"image\": \"https://example.org/a.png\", \"question\": \"one\"}",
                "{\"video\": \"s3://bucket/a.mp4\", \"question\": \"two\"}",
                "{\"image\": \"data:image/png;base64,%s\", \"question\": \"three\"}"
                        .formatted("A".repeat(5000)),
                "{\"image\": \"%s\", \"question\": \"four\"}"
                        .formatted(folder.resolve("questions/b.png").toUri()));
        assertEquals(new BatchResult(4, 3, 0), run(this::echo));
        assertEquals(
                "Line 1 names no file: 'https://example.org/a.png' is an address, and nothing is"
                        + " fetched from the network. Download it first, and name the file.",
                results().get(0).at("/error/message").asText());
        assertTrue(results().get(1).at("/error/message").asText().contains("s3://bucket"));
        String third = results().get(2).at("/error/message").asText();
        assertTrue(third.contains("is a data URL, and the path of a file"), third);
        assertTrue(third.length() < 300, third);
        assertEquals("four [b.png]", results().get(3).get("answer").asText());
    }

    /** JSON may have half a surrogate pair, for which UTF-8 has no bytes. */
    @Test
    void halvesOfPairsAreKeptAndNothingElseIsEscaped() throws Exception {
        String high = "\\ud83d";
        String low = "\\ude00";
        write(
                "{\"image\":\"b.png\",\"question\":\"读 😀\",\"cut\":\"%s\",\"turned\":\"%s%s\",\"%s\":\"é😀\"}"
                        .formatted(high, low, high, low));
        String kept = Files.readString(input).strip();
        run(this::echo);
        String written = Files.readString(output);
        assertEquals(
                kept.substring(0, kept.length() - 1) + ",\"answer\":\"读 😀 [b.png]\"}\n", written);
        assertEquals("\ude00\ud83d", results().get(0).get("turned").asText());

        assertEquals(new BatchResult(1, 0, 1), run(this::echo));
        assertEquals(written, Files.readString(output));
    }

    @Test
    void badLinesBecomeErrorsOnTheirOwnLinesAndStopNothing() throws Exception {
        write(
                "{\"image\": \"b.png\", \"question\": \"first\"}",
                "no json",
                "7",
                "[1]",
                "{\"id\": 5, \"image\": \"b.png\"}",
                "{\"id\": 6, \"question\": \"what?\"}",
                "{\"id\": 7, \"image\": \"missing.png\", \"question\": \"what?\"}",
                "{\"id\": 8, \"image\": \"b.png\", \"images\": [\"b.png\"], \"question\":"
                        + " \"what?\"}",
                "{\"id\": 9, \"images\": [], \"question\": \"what?\"}",
                "{\"id\": 10, \"image\": \"b.png\", \"question\": \"  \"}",
                "{\"id\": 11, \"image\": 3, \"question\": \"what?\"}",
                "{\"id\": 12, \"image\": \"b.png\", \"question\": \"x\"} trailing",
                "{\"id\": 13, \"image\": \"b.png\", \"question\": \"too large\"}",
                "{\"image\": \"b.png\", \"question\": \"last\"}");
        BatchResult result =
                run(
                        question -> {
                            if (echo(question).startsWith("too large")) {
                                throw new ContentTooLargeException("Too large.");
                            }
                            return "yes";
                        });
        assertEquals(new BatchResult(14, 12, 0), result);
        List<JsonNode> lines = results();
        assertEquals("yes", lines.get(0).get("answer").asText());
        assertEquals("yes", lines.get(13).get("answer").asText());
        for (int line : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 10, 11}) {
            JsonNode error = lines.get(line).get("error");
            assertEquals("invalid-request", error.get("code").asText(), lines.get(line)::toString);
            assertFalse(lines.get(line).has("answer"));
        }
        assertEquals("unreadable-content", lines.get(6).at("/error/code").asText());
        assertEquals("content-too-large", lines.get(12).at("/error/code").asText());
        assertEquals("Too large.", lines.get(12).at("/error/message").asText());
        assertEquals(7, lines.get(6).get("id").asInt());
        assertEquals(
                "Line 2 is not JSON: a value was expected at column 1, where no stands. Write one"
                        + " object a line, such as {\"image\": \"a.png\", \"question\": \"Read the"
                        + " text.\"}.",
                lines.get(1).at("/error/message").asText());
        assertEquals(List.of("first", "too large", "last"), asked);
    }

    @Test
    void faultOfTheProgramIsAnErrorOfItsLine() throws Exception {
        write("{\"image\": \"b.png\", \"question\": \"one\"}");
        BatchResult result =
                run(
                        question -> {
                            throw new IllegalStateException("unexpected");
                        });
        assertEquals(1, result.errors());
        assertEquals("internal", results().get(0).at("/error/code").asText());
    }

    @Test
    void oldAnswersAndErrorsOfTheInputAreReplaced() throws Exception {
        write("{\"answer\": \"old\", \"image\": \"b.png\", \"error\": 1, \"question\": \"one\"}");
        run(this::echo);
        assertEquals(
                List.of("{\"image\":\"b.png\",\"question\":\"one\",\"answer\":\"one [b.png]\"}"),
                Files.readAllLines(output));
    }

    @Test
    void modelThatIsBrokenStopsTheRunAndLeavesNothing() throws Exception {
        write("{\"image\": \"b.png\", \"question\": \"one\"}");
        assertThrows(
                BrokenModelException.class,
                () ->
                        run(
                                question -> {
                                    throw new BrokenModelException("No such tensor.");
                                }));
        assertFalse(Files.exists(output));
    }

    @Test
    void filesThatCannotBeUsedAreNamed() throws Exception {
        assertThrows(
                UnreadableContentException.class,
                () -> Batch.open(BatchInput.of(folder.resolve("none.jsonl")), output));
        write("{}");
        assertThrows(InvalidRequestException.class, () -> Batch.open(BatchInput.of(input), input));
        assertThrows(
                InvalidRequestException.class,
                () -> Batch.open(BatchInput.of(input), folder.resolve("none/out.jsonl")));
        assertThrows(InvalidRequestException.class, () -> Batch.open(BatchInput.of(input), folder));
    }

    @Test
    void lineThatNeverEndsIsAnError() throws Exception {
        Files.writeString(input, "{\"question\":\"");
        byte[] much = "x".repeat(1 << 20).getBytes();
        for (int i = 0; i < 17; i++) {
            Files.write(input, much, StandardOpenOption.APPEND);
        }
        Files.writeString(
                input,
                "\n{\"image\": \"b.png\", \"question\": \"one\"}",
                StandardOpenOption.APPEND);
        assertEquals(new BatchResult(2, 1, 0), run(this::echo));
        assertTrue(results().get(0).at("/error/message").asText().contains("bytes long"));
        assertEquals("content-too-large", results().get(0).at("/error/code").asText());
        assertEquals("one [b.png]", results().get(1).get("answer").asText());
    }

    @Test
    void emptyInputGivesAnEmptyOutput() throws Exception {
        write();
        assertEquals(new BatchResult(0, 0, 0), run(this::echo));
        assertEquals("", Files.readString(output));
    }
}
