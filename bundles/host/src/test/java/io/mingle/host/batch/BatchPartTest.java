package io.mingle.host.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Usage;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.json.MediaPaths;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A batch in parts, each in a file of its own. */
class BatchPartTest extends BatchFixture {

    private Path parts;

    @BeforeEach
    void ten() throws IOException {
        parts = folder.resolve("new/parts");
        String line = "{\"image\": \"b.png\", \"question\": \"%s\"}";
        write(
                line.formatted(1),
                "",
                line.formatted(2),
                line.formatted(3),
                "broken",
                " \r",
                "",
                line.formatted(5),
                line.formatted(6),
                line.formatted(7));
    }

    private Batch part(int index, int count) {
        return Batch.open(BatchInput.of(input), new Shard(index, count), parts);
    }

    private BatchResult answer(Batch batch) {
        return run(batch, it -> finished(echo(it)));
    }

    private Path file(int index, int count) {
        return parts.resolve(new Shard(index, count).fileName());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(parts)) {
            return files.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void partsInTheirOrderAreTheWhole() throws Exception {
        run(this::echo);
        StringBuilder joined = new StringBuilder();
        for (int count : List.of(1, 3, 9)) {
            parts = folder.resolve("parts" + count);
            joined.setLength(0);
            for (int index = count - 1; index >= 0; index--) {
                answer(part(index, count));
            }
            for (String name : names()) {
                joined.append(Files.readString(parts.resolve(name)));
            }
            assertEquals(Files.readString(output), joined.toString(), count + " parts");
            assertEquals(count, names().size(), "an empty part has its file, too");
        }
    }

    @Test
    void messagesCountLinesAsTheInputDoes() throws Exception {
        assertEquals(new BatchResult(2, 1, 0), answer(part(1, 3)));
        assertTrue(Files.readString(file(1, 3)).contains("Line 5 is not JSON"));
    }

    @Test
    void aPartHasItsNameWhenItIsComplete() throws Exception {
        AtomicBoolean stopped = new AtomicBoolean();
        Batch batch = part(0, 2);
        assertThrows(
                CancelledException.class,
                () ->
                        batch.run(
                                answering(
                                        it -> {
                                            stopped.set(true);
                                            return finished(echo(it));
                                        }),
                                0,
                                (done, errors) ->
                                        assertFalse(Files.exists(file(0, 2)), "not complete"),
                                stopped::get));
        assertEquals(List.of("part-00000-of-00002.jsonl.open"), names());
        assertEquals(new BatchResult(4, 1, 1), answer(part(0, 2)));
        assertEquals(List.of("1", "2", "3"), asked);
        assertEquals(List.of("part-00000-of-00002.jsonl"), names());
        assertEquals(new BatchResult(4, 1, 4), answer(part(0, 2)));
        assertEquals(List.of("1", "2", "3"), asked);
    }

    @Test
    void aPartGoesOnWhereverAnAttemptHasDied() throws Exception {
        answer(part(1, 2));
        byte[] whole = Files.readAllBytes(file(1, 2));
        Path open = parts.resolve(file(1, 2).getFileName() + ".open");
        for (int length = 0; length <= whole.length; length += 23) {
            Files.delete(file(1, 2));
            Files.write(open, Arrays.copyOf(whole, length));
            assertEquals(3, answer(part(1, 2)).lines());
            assertEquals(
                    new String(whole, StandardCharsets.UTF_8),
                    Files.readString(file(1, 2)),
                    "after " + length + " bytes");
            assertFalse(Files.exists(open));
        }
    }

    @Test
    void anErrorThatMayBeGoneIsAskedAgainInACompletePart() throws Exception {
        write("{\"video\": \"b\", \"question\": \"1\"}", "{\"video\": \"b\", \"question\": \"2\"}");
        BatchResult first =
                run(
                        part(1, 2),
                        it -> {
                            throw new SkillUnavailableException("Not now.");
                        });
        assertEquals(new BatchResult(1, 1, 1, 0), first);
        assertEquals(new BatchResult(1, 0, 0), answer(part(1, 2)));
        assertEquals(List.of("part-00001-of-00002.jsonl"), names());
    }

    @Test
    void filesOfSkillsAreNamedByTheLineOfTheWhole() throws Exception {
        write("{\"skill\": \"draw\"}", "{\"skill\": \"draw\"}", "{\"skill\": \"draw\"}");
        BatchAnswers drawing =
                new BatchAnswers() {
                    @Override
                    public Finished<Answer> ask(
                            Conversation it, UnaryOperator<GenerationOptions> options) {
                        throw new IllegalStateException("No line asks");
                    }

                    @Override
                    public Finished<SkillResult> invoke(
                            String skill,
                            String arguments,
                            MediaPaths paths,
                            UnaryOperator<GenerationOptions> options) {
                        byte[] gif = "GIF89a".getBytes(StandardCharsets.US_ASCII);
                        return new Finished<>(
                                new SkillResult(Map.of("picture", new Picture("star", gif))),
                                Usage.NONE,
                                List.of());
                    }
                };
        part(1, 2).run(drawing, 0, (done, errors) -> {}, () -> false);
        String made = "part-00001-of-00002.jsonl.files/3-star.gif";
        assertTrue(Files.readString(file(1, 2)).contains(made), Files.readString(file(1, 2)));
        assertTrue(Files.exists(parts.resolve(made)));
    }

    @Test
    void aFolderThatIsUsedOtherwiseIsRefusedAndLeftAlone() throws Exception {
        answer(part(0, 3));
        String before = Files.readString(file(0, 3));
        refused(
                () -> part(0, 2),
                "The output folder '%s' has 'part-00000-of-00003.jsonl', and this is part 0 of 2."
                        .formatted(parts));
        write("{\"image\": \"b.png\", \"question\": \"other\"}");
        refused(() -> part(0, 3), "line 1 does not belong to line 1 of");
        write(
                Stream.concat(
                                Files.readAllLines(file(0, 3)).stream(),
                                Stream.generate(() -> "{\"question\": \"more\"}").limit(9))
                        .toArray(String[]::new));
        refused(() -> part(0, 3), "is complete with 3 lines, and part 0 of 3 of");
        assertEquals(before, Files.readString(file(0, 3)));
        parts = Files.createFile(folder.resolve("file"));
        refused(() -> part(0, 3), "is a file, and the parts of a batch go into a folder");
        parts = parts.resolve("below");
        refused(() -> part(0, 3), "below' cannot be made or looked into");
    }

    private static void refused(Runnable action, String told) {
        MingleException error = assertThrows(MingleException.class, action::run);
        assertTrue(error.getMessage().contains(told), error::getMessage);
    }

    @Test
    void twoAttemptsAtOnePartDoNotMix() throws Exception {
        Batch other = part(0, 2);
        Batch first = part(0, 2);
        run(
                first,
                it -> {
                    if (asked.isEmpty()) {
                        refused(() -> answer(other), "Another run has the journal");
                        asked.clear();
                    }
                    return finished(echo(it));
                });
        assertEquals(List.of("1", "2", "3"), asked);
        assertEquals(List.of("part-00000-of-00002.jsonl"), names());
    }

    @Test
    void aFullDiskEndsTheRunWithASentence() throws Exception {
        Split split = Split.of(BatchInput.of(input), Shard.WHOLE);
        Results full =
                new Results() {
                    @Override
                    public Earlier earlier() {
                        return Earlier.NOTHING;
                    }

                    @Override
                    public boolean keeps(BatchItem item) {
                        return false;
                    }

                    @Override
                    public void append(byte[] line) throws IOException {
                        throw new IOException("No space left on device");
                    }

                    @Override
                    public void complete() {
                        throw new IllegalStateException("It is not");
                    }

                    @Override
                    public void close() {
                        // Nothing is open.
                    }
                };
        AtomicBoolean committed = new AtomicBoolean();
        Batch batch =
                new Batch(split, "'out'", full, null, Attempts.none(), () -> committed.set(true));
        UnwritableOutputException error =
                assertThrows(UnwritableOutputException.class, () -> answer(batch));
        assertEquals(
                "The answers cannot be written to 'out' (No space left on device). Free some space"
                        + " or see whether it may be written; the same command goes on where this"
                        + " one stopped.",
                error.getMessage());
        assertFalse(committed.get());
        assertEquals(List.of("1"), asked);
    }
}
