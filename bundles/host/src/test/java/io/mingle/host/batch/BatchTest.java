package io.mingle.host.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.content.Content;
import io.mingle.api.content.FrameLimits;
import io.mingle.api.content.FrameSampling;
import io.mingle.api.content.FrameSampling.Manner;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;
    private Path input;
    private Path output;
    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void pictures() throws IOException {
        Files.createDirectories(folder.resolve("questions/pictures"));
        input = folder.resolve("questions/in.jsonl");
        output = folder.resolve("out.jsonl");
        Files.write(folder.resolve("questions/pictures/a.png"), new byte[] {1});
        Files.write(folder.resolve("questions/b.png"), new byte[] {2});
    }

    /** Answers with the question and the names of the pictures. */
    private String echo(Question question) {
        String words =
                question.content().stream()
                        .filter(Text.class::isInstance)
                        .map(piece -> ((Text) piece).text())
                        .findFirst()
                        .orElseThrow();
        asked.add(words);
        return words + " " + question.pictures().stream().map(it -> it.name()).toList();
    }

    private BatchResult run(Function<Question, String> answer) {
        return Batch.open(input, output)
                .run(GenerationOptions.GREEDY, answer, (done, errors) -> {}, () -> false);
    }

    private void write(String... lines) throws IOException {
        Files.write(input, List.of(lines));
    }

    private List<JsonNode> results() throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : Files.readAllLines(output)) {
            nodes.add(JSON.readTree(line));
        }
        return nodes;
    }

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
    void videosAreNamedBesidePicturesOrWithoutAny() throws Exception {
        write(
                "{\"video\": \"a.mp4\", \"question\": \"one\"}",
                "{\"videos\": [\"x\", \"y.mp4\"], \"image\": \"b.png\", \"question\": \"two\"}",
                "{\"video\": \"x\", \"videos\": [\"y\"], \"question\": \"three\"}",
                "{\"video\": 1, \"question\": \"four\"}",
                "{\"question\": \"five\"}");
        List<Question> questions = new ArrayList<>();
        assertEquals(
                new BatchResult(5, 3, 0),
                run(
                        question -> {
                            questions.add(question);
                            return "yes";
                        }));
        Path at = input.getParent();
        assertEquals(List.of(Video.of(at.resolve("a.mp4"))), questions.get(0).videos());
        assertEquals(
                List.of(Video.of(at.resolve("x")), Video.of(at.resolve("y.mp4"))),
                questions.get(1).videos());
        assertEquals(1, questions.get(1).pictures().size());
        String[] told = {
            "both the fields 'video' and 'videos'", "a video by 1", "none of the fields"
        };
        for (int i = 0; i < told.length; i++) {
            String message = results().get(2 + i).at("/error/message").asText();
            assertTrue(message.contains(told[i]), message);
        }
    }

    @Test
    void aVideoMayBeAnObjectThatSaysHowToLookAtIt() throws Exception {
        write(
                "{\"videos\": [\"x\", {\"path\": \"a.mp4\", \"frames\": 8, \"sample\": \"random\","
                        + " \"seed\": 7, \"max_pixels\": 200704}], \"question\": \"one\"}",
                "{\"video\": {\"path\": \"a.mp4\", \"max_frames\": 2, \"min_pixels\": 110000,"
                        + " \"total_pixels\": 1806336}, \"question\": \"two\"}",
                "{\"video\": {\"frames\": 8}, \"question\": \"three\"}",
                "{\"video\": {\"path\": \"a\", \"nframes\": 8}, \"question\": \"four\"}",
                "{\"video\": {\"path\": \"a\", \"frames\": 8.5}, \"question\": \"five\"}",
                "{\"video\": {\"path\": \"a\", \"sample\": \"often\"}, \"question\": \"six\"}",
                "{\"video\": {\"path\": \"a\", \"frames\": 1}, \"question\": \"seven\"}");
        List<Question> questions = new ArrayList<>();
        assertEquals(
                new BatchResult(7, 5, 0),
                run(
                        question -> {
                            questions.add(question);
                            return "yes";
                        }));
        Path file = input.getParent().resolve("a.mp4");
        assertEquals(
                new Video(
                        file,
                        new FrameSampling(8, 4, 64, Manner.RANDOM, 7),
                        new FrameLimits(0, 200_704, 0)),
                questions.get(0).videos().get(1));
        assertEquals(
                List.of(
                        new Video(
                                file,
                                new FrameSampling(0, 2, 2, Manner.UNIFORM),
                                new FrameLimits(110_000, 0, 1_806_336))),
                questions.get(1).videos());
        String[] told = {
            "names a video by {\"frames\":8}",
            "says 'nframes' of a video, of which path, frames,",
            "gives a video the 'frames' 8.5",
            "gives a video the 'sample' \"often\"",
            "Exactly 1 frames of a video"
        };
        for (int i = 0; i < told.length; i++) {
            String message = results().get(2 + i).at("/error/message").asText();
            assertTrue(message.contains(told[i]), message);
        }
    }

    @Test
    void soundsComeAfterTheWordsAndMayReplaceThem() throws Exception {
        Files.write(folder.resolve("questions/a.mp3"), new byte[] {3});
        Files.write(folder.resolve("questions/c.wav"), new byte[] {4});
        write(
                "{\"audio\": \"a.mp3\", \"question\": \"one\"}",
                "{\"audios\": [\"c.wav\", \"a.mp3\"]}",
                "{\"audio\": \"a.mp3\", \"question\": \"three\", \"video\": \"x\", \"image\":"
                        + " \"b.png\"}");
        List<List<Content>> contents = new ArrayList<>();
        run(
                question -> {
                    contents.add(question.content());
                    return "yes";
                });
        Sound mp3 = new Sound("a.mp3", new byte[] {3});
        Sound wav = new Sound("c.wav", new byte[] {4});
        assertEquals(
                List.of(
                        List.of(new Text("one"), mp3),
                        List.of(wav, mp3),
                        List.of(
                                new Picture("b.png", new byte[] {2}),
                                Video.of(input.resolveSibling("x")),
                                new Text("three"),
                                mp3)),
                contents);
    }

    @Test
    void soundsThatCannotBeAskedAboutAreErrorsOfTheirLines() throws Exception {
        Files.write(folder.resolve("questions/a.mp3"), new byte[] {3});
        write(
                "{\"audio\": \"none.mp3\", \"question\": \"what?\"}",
                "{\"audio\": \"a.mp3\", \"audios\": [\"a.mp3\"], \"question\": \"what?\"}",
                "{\"audios\": [], \"question\": \"what?\"}",
                "{\"audio\": 5}",
                "{\"audio\": \"a.mp3\", \"question\": null}");
        assertEquals(new BatchResult(5, 5, 0), run(this::echo));
        String[][] told = {
            {"unreadable-content", "none.mp3"},
            {"invalid-request", "both the fields 'audio' and 'audios'"},
            {"invalid-request", "names nothing in the field 'audios'"},
            {"invalid-request", "names a sound by 5"},
            {"invalid-request", "no text in the field 'question'"},
        };
        for (int i = 0; i < told.length; i++) {
            JsonNode error = results().get(i).get("error");
            assertEquals(told[i][0], error.get("code").asText());
            assertTrue(error.get("message").asText().contains(told[i][1]), error::toString);
        }
    }

    /** Unlike a model that is broken for all lines, see below. */
    @Test
    void modelThatCannotHearAnswersTheOtherLines() throws Exception {
        Files.write(folder.resolve("questions/a.mp3"), new byte[] {3});
        write(
                "{\"audio\": \"a.mp3\", \"question\": \"one\"}",
                "{\"image\": \"b.png\", \"question\": \"two\"}");
        BatchResult result =
                run(
                        question -> {
                            if (!question.sounds().isEmpty()) {
                                throw new BrokenModelException("It cannot hear.");
                            }
                            return echo(question);
                        });
        assertEquals(new BatchResult(2, 1, 0), result);
        assertEquals("broken-model", results().get(0).at("/error/code").asText());
        assertEquals("two [b.png]", results().get(1).get("answer").asText());
    }

    @Test
    void badLinesBecomeErrorsOnTheirOwnLinesAndStopNothing() throws Exception {
        write(
                "{\"image\": \"b.png\", \"question\": \"first\"}",
                "no json",
                "",
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
        assertTrue(lines.get(1).at("/error/message").asText().startsWith("Line 2 is not JSON"));
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
                                Batch.open(input, output)
                                        .run(
                                                GenerationOptions.GREEDY,
                                                question -> {
                                                    if (echo(question).startsWith("two")) {
                                                        stopped.set(true);
                                                        throw new CancelledException("Stopped.");
                                                    }
                                                    return "yes";
                                                },
                                                (done, errors) -> {},
                                                stopped::get));
        assertTrue(error.getMessage().startsWith("Stopped after 1 of 3 lines."), error::getMessage);
        assertEquals(1, Files.readAllLines(output).size());
        assertEquals(new BatchResult(3, 0, 1), run(question -> "yes"));
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
                    assertThrows(InvalidRequestException.class, () -> Batch.open(input, output));
            assertTrue(error.getMessage().contains("does not belong"), error::getMessage);
            assertEquals(foreign, Files.readString(output));
        }
    }

    @Test
    void outputThatGrowsMeanwhileIsNotCut() throws Exception {
        write("{\"image\": \"b.png\", \"question\": \"one\"}");
        Batch late = Batch.open(input, output);
        run(this::echo);
        String whole = Files.readString(output);
        assertThrows(
                InvalidRequestException.class,
                () ->
                        late.run(
                                GenerationOptions.GREEDY,
                                it -> "x",
                                (done, errors) -> {},
                                () -> false));
        assertEquals(whole, Files.readString(output));
    }

    @Test
    void filesThatCannotBeUsedAreNamed() throws Exception {
        assertThrows(
                UnreadableContentException.class,
                () -> Batch.open(folder.resolve("none.jsonl"), output));
        write("{}");
        assertThrows(InvalidRequestException.class, () -> Batch.open(input, input));
        assertThrows(
                InvalidRequestException.class,
                () -> Batch.open(input, folder.resolve("none/out.jsonl")));
        assertThrows(InvalidRequestException.class, () -> Batch.open(input, folder));
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
        assertEquals("one [b.png]", results().get(1).get("answer").asText());
    }

    @Test
    void emptyInputGivesAnEmptyOutput() throws Exception {
        write();
        assertEquals(new BatchResult(0, 0, 0), run(this::echo));
        assertEquals("", Files.readString(output));
    }

    @Test
    void otherAlphabetsAndLineEndsSurvive() throws Exception {
        Files.writeString(
                input,
                "{\"image\": \"b.png\", \"question\": \"读 é 😀\"}\r\n"
                        + "{\"image\": \"b.png\", \"question\": \"two\"}\r\n");
        run(this::echo);
        assertEquals("读 é 😀 [b.png]", results().get(0).get("answer").asText());
        assertEquals(2, results().size());
    }
}
