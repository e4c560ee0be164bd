package io.mingle.host.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.content.VideoSource;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.UnwritableOutputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lines that an engine hands over. */
@Timeout(60)
class BatchWorkerTest extends BatchFixture {

    private final List<BatchLine> read = new ArrayList<>();

    private Iterator<BatchLine> lines(int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(
                        it ->
                                new BatchLine(
                                        it,
                                        "{\"id\": %s.0, \"image\": \"p\", \"question\": \"%s\"}"
                                                .formatted(it, it),
                                        Map.of("p", new byte[] {1})))
                .peek(read::add)
                .iterator();
    }

    private BatchWorker worker(int inFlight, Function<Conversation, String> answer) {
        return BatchWorker.of(
                answering(answer.andThen(BatchFixture::finished)),
                WorkerSettings.DEFAULT.withInFlight(inFlight).withFolder(folder.toString()));
    }

    private static String words(Conversation question) {
        return those(question, Text.class).get(0).text();
    }

    @Test
    void linesAreAnsweredInTheirOrderAndReadAsTheyAreNeeded() {
        AnsweredLines answered = worker(1, this::echo).answer(lines(5));
        for (int i = 1; i <= 5; i++) {
            AnsweredLine line = answered.next();
            assertEquals(i, line.number());
            assertEquals(
                    "{\"id\":%s.0,\"image\":\"p\",\"question\":\"%s\",\"answer\":\"%s [p]\"}"
                            .formatted(i, i, i),
                    line.json());
            assertTrue(line.error().isEmpty());
            assertTrue(line.millis() >= 0);
            assertEquals(i, read.size());
        }
        assertFalse(answered.hasNext());
        assertThrows(NoSuchElementException.class, answered::next);
    }

    @Test
    void severalLinesAreAnsweredTogetherAndNoMore() {
        Phaser together = new Phaser(4);
        AtomicInteger most = new AtomicInteger();
        AtomicInteger now = new AtomicInteger();
        AnsweredLines answered =
                worker(
                                4,
                                it -> {
                                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                                    together.arriveAndAwaitAdvance();
                                    now.decrementAndGet();
                                    return "yes";
                                })
                        .answer(lines(8));
        assertEquals(1, answered.next().number());
        assertEquals(4, read.size());
        for (int i = 2; i <= 8; i++) {
            assertEquals(i, answered.next().number());
        }
        assertEquals(4, most.get());
    }

    @Test
    void anErrorOfALineIsItsOwn() {
        AnsweredLines answered =
                worker(1, this::echo)
                        .answer(
                                List.of(
                                                new BatchLine(1, "broken"),
                                                new BatchLine(2, "{\"question\": \"no\"}"),
                                                new BatchLine(
                                                        3,
                                                        "{\"image\": \"none.png\", \"question\":"
                                                                + " \"?\"}"),
                                                new BatchLine(4, "{\"skill\": \"none\"}"),
                                                new BatchLine(5, " ".repeat(Lines.LIMIT) + "{}"))
                                        .iterator());
        String[] codes = {
            "invalid-request",
            "invalid-request",
            "unreadable-content",
            "internal",
            "content-too-large"
        };
        for (String code : codes) {
            AnsweredLine line = answered.next();
            AnsweredLine.Error error = line.error().orElseThrow();
            assertEquals(code, error.code());
            assertFalse(error.retryable());
            assertTrue(line.json().contains("\"error\":{\"code\":\"" + code), line.json());
            assertTrue(error.message().contains("ine " + line.number()) || line.number() == 3);
        }
        assertFalse(answered.hasNext());
    }

    @Test
    void mediaComeWithTheLineOrFromThisMachine() throws Exception {
        Files.write(folder.resolve("disk.png"), new byte[] {9});
        List<Conversation> asked = new ArrayList<>();
        BatchLine line =
                new BatchLine(
                        1,
                        "{\"images\": [\"a\", \"disk.png\"], \"video\": {\"path\": \"v\","
                                + " \"frames\": 8}, \"audio\": \"s\", \"question\": \"?\"}",
                        Map.of("a", new byte[] {1}, "v", new byte[] {2}, "s", new byte[] {3}));
        AnsweredLine answered =
                worker(
                                1,
                                it -> {
                                    asked.add(it);
                                    return "yes";
                                })
                        .answer(List.of(line).iterator())
                        .next();
        assertTrue(answered.error().isEmpty(), answered.json());
        Conversation question = asked.get(0);
        assertEquals(
                List.of(new Picture("a", new byte[] {1}), new Picture("disk.png", new byte[] {9})),
                those(question, Picture.class));
        Video video = those(question, Video.class).get(0);
        assertArrayEquals(new byte[] {2}, ((VideoSource.InMemory) video.source()).bytes());
        assertEquals(8, video.sampling().frames());
        assertEquals(List.of(new Sound("s", new byte[] {3})), those(question, Sound.class));
    }

    @Test
    void aModelThatIsBrokenEndsItAll() {
        Path journal = folder.resolve("split.begun");
        AnsweredLines answered =
                worker(
                                2,
                                it -> {
                                    throw new BrokenModelException("No such tensor.");
                                })
                        .answer(lines(5), journal);
        BrokenModelException error = assertThrows(BrokenModelException.class, answered::next);
        assertEquals("No such tensor.", error.getMessage());
        assertFalse(answered.hasNext());
        assertTrue(read.size() <= 2);
        assertFalse(Files.exists(journal));
    }

    @Test
    void whatEndedItAllIsToldThoughTheJournalCannotBeWrittenEither() {
        Path journal = folder.resolve("split.begun");
        AnsweredLines answered =
                worker(
                                1,
                                it -> {
                                    obstruct(journal);
                                    throw new BrokenModelException("No such tensor.");
                                })
                        .answer(lines(5), journal);
        BrokenModelException error = assertThrows(BrokenModelException.class, answered::next);
        assertEquals("No such tensor.", error.getMessage());
        assertInstanceOf(UnwritableOutputException.class, error.getSuppressed()[0]);
        assertFalse(answered.hasNext());
    }

    /** Puts a folder in the place of a file, which cannot be deleted as long as it has a file. */
    private static void obstruct(Path file) {
        try {
            Files.delete(file);
            Files.createFile(Files.createDirectory(file).resolve("other"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anInterruptEndsWhatIsUnderWay() throws Exception {
        for (int inFlight : List.of(1, 2)) {
            CountDownLatch asking = new CountDownLatch(inFlight);
            CountDownLatch ended = new CountDownLatch(inFlight);
            Thread reader = Thread.currentThread();
            AnsweredLines answered =
                    worker(
                                    inFlight,
                                    it -> {
                                        asking.countDown();
                                        try {
                                            new CountDownLatch(1).await();
                                        } catch (InterruptedException e) {
                                            awaitWaiting(reader);
                                            Thread.currentThread().interrupt();
                                        } finally {
                                            ended.countDown();
                                        }
                                        throw new CancelledException("Interrupted.");
                                    })
                            .answer(lines(5));
            Thread other =
                    new Thread(
                            () -> {
                                try {
                                    asking.await();
                                    reader.interrupt();
                                } catch (InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            other.start();
            assertThrows(CancelledException.class, answered::next);
            assertTrue(Thread.interrupted());
            assertEquals(0, ended.getCount(), "Answers are still under way");
            other.join(Duration.ofSeconds(30).toMillis());
        }
    }

    /** Waits until whoever ends it waits for this thread, or long enough for that. */
    private static void awaitWaiting(Thread reader) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (reader != Thread.currentThread()
                && reader.getState() != Thread.State.TIMED_WAITING
                && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aLineThatTwoProcessesHaveDiedOfIsSetAsideAndOnesDiedOfOnceAreAskedAlone()
            throws Exception {
        Path journal = folder.resolve("split.begun");
        Files.writeString(journal, "2;\n3;\n2;\n");
        AtomicInteger now = new AtomicInteger();
        List<String> besideOthers = new ArrayList<>();
        AnsweredLines answered =
                worker(
                                3,
                                it -> {
                                    if (now.incrementAndGet() > 1 && words(it).equals("3")) {
                                        besideOthers.add(words(it));
                                    }
                                    now.decrementAndGet();
                                    return "yes";
                                })
                        .answer(lines(6), journal);
        List<Long> aside = new ArrayList<>();
        answered.forEachRemaining(
                it ->
                        it.error()
                                .ifPresent(
                                        error -> {
                                            assertEquals("internal", error.code());
                                            assertTrue(error.message().contains("set aside"));
                                            aside.add(it.number());
                                        }));
        assertEquals(List.of(2L), aside);
        assertEquals(List.of(), besideOthers);
        assertEquals(6, read.size());
        assertFalse(Files.exists(journal));
    }

    @Test
    void linesTakeTheOptionsOfTheSettingsAndMaySayOtherwise() {
        List<Integer> tokens = new ArrayList<>();
        BatchWorker worker =
                BatchWorker.of(
                        answering(
                                (question, own) -> {
                                    tokens.add(
                                            own.apply(
                                                            WorkerSettings.DEFAULT
                                                                    .withOptions(
                                                                            "{\"max_tokens\": 7}")
                                                                    .generation())
                                                    .maxTokens());
                                    return finished("yes");
                                }),
                        WorkerSettings.DEFAULT);
        String line = "{\"image\": \"p\", \"question\": \"?\"%s}";
        Map<String, byte[]> media = Map.of("p", new byte[] {1});
        worker.answer(
                        List.of(
                                        new BatchLine(1, line.formatted(""), media),
                                        new BatchLine(
                                                2, line.formatted(", \"max_tokens\": 9"), media))
                                .iterator())
                .forEachRemaining(it -> assertTrue(it.error().isEmpty(), it.json()));
        assertEquals(List.of(7, 9), tokens);
    }
}
