package io.mingle.host.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.document.Block;
import io.mingle.api.document.BlockType;
import io.mingle.api.document.Cell;
import io.mingle.api.document.Document;
import io.mingle.api.document.DocumentAnswer;
import io.mingle.api.document.DocumentFile;
import io.mingle.api.document.DocumentFormat;
import io.mingle.api.document.DocumentReading;
import io.mingle.api.document.DocumentWriting;
import io.mingle.api.document.Page;
import io.mingle.api.document.PageBox;
import io.mingle.api.document.PageRead;
import io.mingle.api.document.ReadingOptions;
import io.mingle.api.document.Table;
import io.mingle.api.document.TextLayer;
import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.host.FakePlatform;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ReadCommandTest {

    private static final int PIECES = 1000;

    private final FakePlatform platform = new FakePlatform();
    private final CommandLineRun line = new CommandLineRun(platform);
    private final List<ReadingOptions> asked = new ArrayList<>();
    private final List<List<String>> read = new ArrayList<>();

    /** Before which page reading is cancelled; 0 for none. */
    private int cancelledBefore;

    /** Before which page reading waits until it is cancelled; 0 for none. */
    private int waitsBefore;

    /** Which page cannot be read; 0 for none. */
    private int broken;

    private final CountDownLatch cancelled = new CountDownLatch(1);

    /** What stands on pages. */
    private Map<Integer, List<Block>> blocks = Map.of();

    /** What a document is written as, if not its numbers. */
    private String said = "";

    /** Whether an answer was shown in part when it ended. */
    private final AtomicBoolean answered = new AtomicBoolean();

    @TempDir private Path folder;

    @BeforeEach
    void services() throws IOException {
        Files.writeString(folder.resolve("a.pdf"), "a");
        platform.with(DocumentReading.class, new ThreePages());
        platform.with(DocumentWriting.class, new Numbers());
    }

    private static Block table(boolean continued) {
        return new Block(
                BlockType.TABLE,
                0,
                0,
                new PageBox(0, 0, 1, 1),
                OptionalDouble.empty(),
                "",
                Optional.of(new Table(List.of(new Cell(0, 0, 1, 1, false, "x")))),
                Optional.empty(),
                continued);
    }

    private Page page(int number) {
        return new Page(
                number,
                "a.pdf",
                100,
                100,
                blocks.getOrDefault(number, List.of()),
                OptionalDouble.empty(),
                number == broken ? Optional.of("The page is damaged.") : Optional.empty(),
                List.of());
    }

    /** Reads three pages, those that are done not again. */
    private final class ThreePages implements DocumentReading {

        @Override
        public Generation<Document> read(List<DocumentFile> files, ReadingOptions options) {
            asked.add(options);
            read.add(files.stream().map(DocumentFile::name).toList());
            return GenerationChannel.produce(
                    "three-pages",
                    channel -> {
                        List<Page> pages = new ArrayList<>();
                        for (int i = 1; i <= 3; i++) {
                            if (i == waitsBefore) {
                                channel.onCancel(cancelled::countDown);
                                cancelled.await();
                                channel.throwIfCancelled();
                            }
                            if (i == cancelledBefore) {
                                throw new CancelledException("Interrupted.");
                            }
                            pages.add(page(i));
                            channel.publish(new PageRead(page(i), i, 3));
                        }
                        return new Document("a.pdf", pages);
                    });
        }

        @Override
        public Generation<DocumentAnswer> ask(
                List<DocumentFile> files, String question, ReadingOptions options) {
            GenerationChannel<DocumentAnswer> channel = new GenerationChannel<>();
            channel.publish(new PageRead(page(1), 1, 1));
            if (question.equals("At length?")) {
                IntStream.range(0, PIECES).forEach(i -> channel.delta("piece "));
                channel.finished(answer(), Usage.NONE);
                return channel;
            }
            channel.delta("12 mil");
            channel.delta("lion");
            if (question.equals("Slowly?")) {
                return slowly(channel);
            }
            channel.finished(answer(), Usage.NONE);
            return channel;
        }

        private static DocumentAnswer answer() {
            return new DocumentAnswer(
                    "12 million",
                    List.of(2, 3),
                    List.of(
                            new DocumentAnswer.Citation(
                                    3,
                                    new PageBox(1, 2, 3, 4),
                                    List.of(10, 20, 30, 40),
                                    "Revenue: 12 million")));
        }

        /** Ends the answer when its first words have been shown, or after a minute. */
        private Generation<DocumentAnswer> slowly(GenerationChannel<DocumentAnswer> channel) {
            Thread ends =
                    new Thread(
                            () -> {
                                long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
                                while (!line.out().contains("12 million")
                                        && System.nanoTime() < end) {
                                    Thread.yield();
                                }
                                answered.set(line.out().contains("12 million"));
                                channel.finished(answer(), Usage.NONE);
                            },
                            "ends-answer");
            ends.start();
            return channel;
        }
    }

    /** Writes the numbers of pages. */
    private final class Numbers implements DocumentWriting {

        @Override
        public String write(Document document, DocumentFormat format, String figures) {
            if (!said.isEmpty()) {
                return said;
            }
            return format + " " + document.pages().stream().map(Page::number).toList() + "\n";
        }

        @Override
        public String line(Page page) {
            return Integer.toString(page.number());
        }

        @Override
        public Page page(String text) {
            try {
                return ReadCommandTest.this.page(Integer.parseInt(text));
            } catch (NumberFormatException e) {
                throw new InvalidRequestException("It is no number.", e);
            }
        }
    }

    private int run(String... more) {
        List<String> all = new ArrayList<>(List.of("read", folder.resolve("a.pdf").toString()));
        all.addAll(List.of(more));
        return line.run(all.toArray(String[]::new));
    }

    @Test
    void aDocumentIsPrintedAsMarkdownUnlessAnotherFormatIsNamed() {
        assertEquals(0, run(), line.err());
        assertEquals(0, run("--format", "txt"), line.err());
        assertEquals(0, run("--format", "json"), line.err());
        assertEquals(
                "MARKDOWN [1]\n\nMARKDOWN [2]\n\nMARKDOWN [3]\n"
                        + "TEXT [1]\n\nTEXT [2]\n\nTEXT [3]\n"
                        + "JSON [1, 2, 3]\n",
                line.out());
        assertEquals(TextLayer.COMPARE, asked.get(0).textLayer());
    }

    @Test
    void pagesArePrintedAsTheyAreDone() {
        cancelledBefore = 3;
        assertEquals(130, run(), line.err());
        assertEquals("MARKDOWN [1]\n\nMARKDOWN [2]\n", line.out());
    }

    @Test
    void aPageThatEndsWithATableWaitsForTheNext() {
        blocks = Map.of(1, List.of(table(false)), 2, List.of(table(true)));
        assertEquals(0, run(), line.err());
        assertEquals("MARKDOWN [1, 2]\n\nMARKDOWN [3]\n", line.out());

        blocks =
                Map.of(1, List.of(table(false)), 2, List.of(table(false)), 3, List.of(table(true)));
        assertEquals(0, run("--format", "txt"), line.err());
        assertTrue(line.out().endsWith("TEXT [1]\n\nTEXT [2, 3]\n"), line.out());
    }

    @Test
    void whoReadsOnAfterADamagedPageHearsOfItByTheExitCode() {
        broken = 2;
        String output = folder.resolve("a.md").toString();
        assertEquals(1, run(), line.err());
        assertEquals(1, run("--format", "json"), line.err());
        assertEquals(1, run("-o", output), line.err());
        assertTrue(line.out().startsWith("MARKDOWN [1]\n\nMARKDOWN [2]\n\nMARKDOWN [3]\n"));
    }

    @Test
    void pagesThatNobodyReadsAreNotReadToTheEnd() {
        CommandLineRun closed =
                new CommandLineRun(
                        platform,
                        new OutputStream() {
                            @Override
                            public void write(int b) throws IOException {
                                throw new IOException("Broken pipe");
                            }
                        });
        waitsBefore = 3;
        assertEquals(141, closed.run("read", folder.resolve("a.pdf").toString()));
    }

    @Test
    void optionsReachTheService() {
        assertEquals(
                0,
                run(
                        "--pages",
                        "2-",
                        "--text-layer",
                        "ignore",
                        "--prompt",
                        "Read.",
                        "--max-pages",
                        "7"),
                line.err());
        ReadingOptions options = asked.get(0);
        assertFalse(options.pages().contains(1));
        assertTrue(options.pages().contains(2));
        assertEquals(TextLayer.IGNORE, options.textLayer());
        assertEquals(Optional.of("Read."), options.prompt());
        assertEquals(7, options.limits().pages());
    }

    @Test
    void theFormatIsThatOfTheOutputsName() throws IOException {
        Path output = folder.resolve("a.html");
        assertEquals(0, run("-o", output.toString()), line.err());
        assertEquals("HTML [1, 2, 3]\n", Files.readString(output));
        assertTrue(line.err().contains("mingle: 3 pages in " + output + "."), line.err());
    }

    @Test
    void anInterruptedRunGoesOnWhereItStopped() throws IOException {
        Path output = folder.resolve("a.md");
        cancelledBefore = 3;
        assertEquals(130, run("-o", output.toString()), line.err());
        assertFalse(Files.exists(output));

        cancelledBefore = 0;
        assertEquals(0, run("-o", output.toString()), line.err());

        assertEquals(2, asked.get(1).done().size());
        assertTrue(line.err().contains("2 pages read by an earlier run, and kept."), line.err());
        assertEquals("MARKDOWN [1, 2, 3]\n", Files.readString(output));
        assertFalse(Files.exists(folder.resolve("a.md.mingle-pages")));
    }

    @Test
    void pagesOfOtherWorkAreNotTakenUp() {
        Path output = folder.resolve("a.md");
        cancelledBefore = 3;
        run("-o", output.toString());
        cancelledBefore = 0;
        assertEquals(0, run("-o", output.toString(), "--prompt", "Read."), line.err());
        assertEquals(0, asked.get(1).done().size());
    }

    @Test
    void aFileThatIsNotOfKeptPagesIsLeftAlone() throws IOException {
        Path other = folder.resolve("a.md.mingle-pages");
        Files.writeString(other, "My own pages");
        assertEquals(2, run("-o", folder.resolve("a.md").toString()), line.out());
        assertTrue(line.err().contains("is a file of something else. Move it away"), line.err());
        assertEquals("My own pages", Files.readString(other));

        Path pages = Files.writeString(folder.resolve("b.pages"), "An Apple Pages file");
        assertEquals(0, run("-o", folder.resolve("b").toString()), line.err());
        assertEquals("An Apple Pages file", Files.readString(pages));
    }

    @Test
    void aRunThatReadsNothingLosesNothing() throws IOException {
        Path output = folder.resolve("a.md");
        cancelledBefore = 3;
        run("-o", output.toString());
        Path kept = folder.resolve("a.md.mingle-pages");
        String before = Files.readString(kept);
        cancelledBefore = 1;
        assertEquals(130, run("-o", output.toString(), "--prompt", "Read."), line.err());
        assertEquals(before, Files.readString(kept));
    }

    @Test
    void anAnswerGoesToTheOutput() throws IOException {
        Path output = folder.resolve("a.txt");
        assertEquals(0, run("--ask", "What?", "-o", output.toString()), line.err());
        assertEquals("", line.out());
        assertTrue(Files.readString(output).startsWith("12 million"));
    }

    @Test
    void aFolderIsItsDocumentsByName() throws IOException {
        Files.writeString(folder.resolve("b.png"), "b");
        Files.writeString(folder.resolve("c.txt"), "c");
        assertEquals(0, line.run("read", folder.toString()), line.err());
        assertEquals(List.of(List.of("a.pdf", "b.png")), read);
    }

    @Test
    void anAnswerComesWithItsPages() {
        assertEquals(0, run("--ask", "What was the revenue?"), line.err());
        assertEquals(
                "12 million%n  page 3, [10, 20, 30, 40]: Revenue: 12 million%n".formatted(),
                line.out());
    }

    @Test
    void anAnswerIsShownAsItComes() {
        assertEquals(0, run("--ask", "Slowly?"), line.err());
        assertTrue(line.out().startsWith("12 million"), line.out());
        assertTrue(answered.get(), "the first words were there before the answer ended");
    }

    @Test
    void theBarIsNotDrawnAgainForEachPieceOfAnAnswer() {
        assertEquals(0, run("--ask", "At length?"), line.err());
        int drawn = line.live().split("read ").length - 1;
        assertTrue(drawn >= 1 && drawn < PIECES / 2, drawn + " times");
    }

    @Test
    void whatADocumentSaysGivesATerminalNoCommands() {
        said = "plain\u001b]0;title\u0007 \u009b2Jtext\r\nnext\tcell";
        String shown = "plain\uFFFD]0;title\uFFFD \uFFFD2Jtext\nnext\tcell";
        assertEquals(0, run(), line.err());
        assertEquals(String.join("\n", shown, shown, shown), line.out());
        assertEquals(0, run("--format", "html"), line.err());
        assertTrue(line.out().endsWith(shown + shown), line.out());
    }

    @Test
    void anAnswerAsJsonHasAllOfIt() {
        assertEquals(0, run("--ask", "What?", "--format", "json"), line.err());
        assertEquals(
                "{\"answer\":\"12"
                    + " million\",\"evidence\":[2,3],\"citations\":[{\"page\":3,\"box\":[10,20,30,40],\"text\":\"Revenue:"
                    + " 12 million\"}]}",
                line.out().strip());
    }

    @Test
    void whatIsWrongIsToldBeforeAnythingStarts() {
        assertEquals(2, run("--pages", "5-1"), line.out());
        assertTrue(line.err().contains("The pages 5-1 were asked for."), line.err());
        assertEquals(2, run("--format", "docx"));
        assertTrue(line.err().contains("The format 'docx' is not written."), line.err());
        assertEquals(4, line.run("read", folder.resolve("none.pdf").toString()));
        assertTrue(line.err().contains("none.pdf' does not exist. Check the path."), line.err());
        assertEquals(3, run("-o", folder.resolve("no/such/a.md").toString()));
        assertTrue(
                line.err().contains("does not exist. Make it, or name another file"), line.err());
    }
}
