package io.mingle.host.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Usage;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.host.console.Output;
import io.mingle.json.MediaFile;
import io.mingle.json.MediaPaths;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Lines that call skills. */
class BatchSkillTest extends BatchFixture {

    private static final byte[] GIF = "GIF89a".getBytes(StandardCharsets.US_ASCII);

    private final List<String> called = new ArrayList<>();
    private final List<Path> found = new ArrayList<>();

    /** Answers questions, and draws a picture for whoever calls a skill. */
    private final BatchAnswers answers =
            new BatchAnswers() {
                @Override
                public Finished<Answer> ask(
                        Conversation conversation, UnaryOperator<GenerationOptions> options) {
                    return finished(echo(conversation));
                }

                @Override
                public Finished<SkillResult> invoke(
                        String skill,
                        String arguments,
                        MediaPaths paths,
                        UnaryOperator<GenerationOptions> options) {
                    called.add(skill + " " + arguments);
                    if (skill.equals("absent")) {
                        throw new SkillUnavailableException("It is not there.");
                    }
                    found.add(((MediaFile.OnDisk) paths.find("b.png")).path());
                    return new Finished<>(
                            new SkillResult(Map.of("picture", new Picture("star", GIF))),
                            Usage.NONE,
                            List.of("small"));
                }
            };

    private BatchResult go(Batch batch) {
        return batch.run(answers, 0, (done, errors) -> {}, () -> false);
    }

    @Test
    void whatASkillMakesGoesIntoAFolderBesideTheOutput() throws Exception {
        write(
                "{\"skill\": \"draw\", \"arguments\": {\"phrase\": \"star\", \"n\": 1.50}, \"id\":"
                        + " 1, \"result\": \"old\"}",
                "{\"image\": \"b.png\", \"question\": \"two\", \"skill\": 3, \"result\": 4}",
                "{\"skill\": \"draw\"}");
        assertEquals(new BatchResult(3, 0, 0), go(open()));
        assertEquals(
                List.of(
                        "{\"skill\":\"draw\",\"arguments\":{\"phrase\":\"star\",\"n\":1.50},\"id\":1,\"result\":{\"picture\":\"out.jsonl.files/1-star.gif\"},\"warnings\":[\"small\"]}",
                        "{\"image\":\"b.png\",\"question\":\"two\",\"skill\":3,\"result\":4,\"answer\":\"two"
                            + " [b.png]\"}",
                        "{\"skill\":\"draw\",\"result\":{\"picture\":\"out.jsonl.files/3-star.gif\"},\"warnings\":[\"small\"]}"),
                Files.readAllLines(output));
        assertEquals(List.of("draw {\"phrase\":\"star\",\"n\":1.50}", "draw {}"), called);
        assertEquals(input.resolveSibling("b.png"), found.get(0));
        assertArrayEquals(GIF, Files.readAllBytes(folder.resolve("out.jsonl.files/1-star.gif")));
    }

    @Test
    void anInterruptedRunGoesOnAndOverwritesNoFile() throws Exception {
        write("{\"skill\": \"draw\"}", "{\"skill\": \"draw\", \"id\": 2}");
        go(open());
        String whole = Files.readString(output);
        int first = whole.indexOf('\n') + 1;
        for (int length = first; length < whole.length(); length++) {
            Files.writeString(output, whole.substring(0, length));
            assertEquals(new BatchResult(2, 0, 1), go(open()), "after " + length + " bytes");
        }
        assertTrue(Files.readString(output).startsWith(whole.substring(0, first)));
        assertTrue(Files.readString(output).contains("out.jsonl.files/2-star-"));
        called.clear();
        assertEquals(new BatchResult(2, 0, 2), go(open()));
        assertEquals(List.of(), called);
    }

    @Test
    void whatCannotBeKeptEndsTheRunWhichGoesOnLater() throws Exception {
        write("{\"skill\": \"draw\"}", "{\"skill\": \"draw\"}");
        Path files = Files.createFile(folder.resolve("out.jsonl.files"));
        assertThrows(UnwritableOutputException.class, () -> go(open()));
        Files.delete(files);
        assertEquals(new BatchResult(2, 0, 0), go(open()));
    }

    @Test
    void callsThatCannotBeMadeAreErrorsOfTheirLines() throws Exception {
        write(
                "{\"skill\": \"absent\"}",
                "{\"skill\": 3, \"arguments\": {}}",
                "{\"skill\": \"draw\", \"arguments\": [1]}",
                "{\"skill\": \"draw\", \"arguments\": {}, \"question\": \"what?\"}",
                "{\"skill\": \"draw\"}");
        assertEquals(new BatchResult(5, 4, 1, 0), go(open()));
        assertEquals("skill-unavailable", results().get(0).at("/error/code").asText());
        String[] told = {
            "names a skill by 3", "has 'arguments' that are no object", "has a question, and calls"
        };
        for (int i = 0; i < told.length; i++) {
            String message = results().get(i + 1).at("/error/message").asText();
            assertTrue(message.startsWith("Line " + (i + 2) + " " + told[i]), message);
        }
        assertTrue(results().get(4).has("result"));
    }

    /** As 'mingle run' reads them, too: what is no JSON there is none here. */
    @Test
    void argumentsAreReadAsStrictlyAsThoseOfACommand() throws Exception {
        write(
                "{\"skill\": \"draw\", \"arguments\": {\"n\": 1, \"n\": 2}}",
                "{\"skill\": \"draw\", \"arguments\": {\"n\": NaN}}",
                "{\"skill\": \"draw\", \"arguments\": {}, \"arguments\": {}}",
                "{\"skill\": \"draw\", \"arguments\": {\"n\": 1e400}}",
                "{\"skill\": \"draw\", \"arguments\": {\"n\":"
                        + " 0.1000000000000000055511151231257827}}");
        assertEquals(new BatchResult(5, 3, 0), go(open()));
        String[] told = {"the name \"n\" stands twice", "NaN stands", "\"arguments\" stands twice"};
        for (int i = 0; i < told.length; i++) {
            String message = results().get(i).at("/error/message").asText();
            assertTrue(message.contains(told[i]), message);
        }
        assertEquals(
                List.of("draw {\"n\":1e400}", "draw {\"n\":0.1000000000000000055511151231257827}"),
                called,
                "numbers are handed on as they were written");
    }

    @Test
    void withoutAnOutputFileMediaAreDataUrls() throws Exception {
        write("{\"skill\": \"draw\"}");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        go(Batch.open(BatchInput.of(input), new Output(bytes, StandardCharsets.UTF_8)));
        assertEquals(
                "data:image/gif;base64,R0lGODlh",
                JSON.readTree(bytes.toByteArray()).at("/result/picture").asText());
        assertFalse(Files.exists(folder.resolve("out.jsonl.files")));
    }
}
