package io.mingle.document.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.document.Block;
import io.mingle.api.document.BlockType;
import io.mingle.api.document.Document;
import io.mingle.api.document.DocumentAnswer;
import io.mingle.api.document.Page;
import io.mingle.api.document.PageRead;
import io.mingle.api.document.PageSelection;
import io.mingle.api.document.ReadingOptions;
import io.mingle.api.document.TextLayer;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Event;
import io.mingle.api.event.Generation;
import io.mingle.api.event.TextPieces;
import io.mingle.api.understanding.FinishReason;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class ReadingTest {

    private static final long PUBLISHED = 1024 * 784;

    @TempDir Path folder;

    @Test
    void whatTheModelSaysOfAPageBecomesBlocksInTheirPlaces() {
        String said = "# Report\n\nRevenue was 12\n\n| Year | Sum |\n|---|---|\n| 2023 | 7 |\n";
        TestPdf pdf = new TestPdf().page("Report", "Revenue was 12", "Year Sum", "2023 7");

        Document document =
                new Reader(folder, PUBLISHED, it -> said).read(ReadingOptions.USUAL, pdf.file());

        Page page = document.pages().get(0);
        assertEquals(
                List.of(BlockType.HEADING, BlockType.PARAGRAPH, BlockType.TABLE),
                page.blocks().stream().map(Block::type).toList());
        assertEquals(List.of(0, 1, 2), page.blocks().stream().map(Block::order).toList());
        Block revenue = page.blocks().get(1);
        assertTrue(revenue.box().y0() > 55 && revenue.box().y1() < 90, revenue.box().toString());
        assertTrue(revenue.box().x0() > 25 && revenue.box().x1() < 200, revenue.box().toString());
        assertEquals(Math.pow(0.5, 2.0 / 14), revenue.confidence().getAsDouble(), 1e-6);
        assertEquals(1, page.agreement().getAsDouble(), "the model read all words of the layer");
    }

    @Test
    void thePublishedPromptIsAskedUnlessThereIsAnother() {
        TestPdf pdf = new TestPdf().page("Report");
        Reader reader = new Reader(folder, PUBLISHED, it -> "Report");

        reader.read(ReadingOptions.USUAL, pdf.file());
        reader.read(ReadingOptions.USUAL.withPrompt("Read the text."), pdf.file());

        assertTrue(reader.asked().get(0).toString().contains("输出给定图像文本的markdown格式。"));
        assertTrue(reader.asked().get(1).toString().contains("Read the text."));
        assertEquals(List.of(), reader.broker().calls(), "every lease is back");
    }

    @Test
    void aPageThatFailsIsMarkedAndTheRestGoesOn() {
        TestPdf pdf = new TestPdf().page("one").page("two").page("three");
        AtomicInteger count = new AtomicInteger();
        Reader reader =
                new Reader(
                        folder,
                        PUBLISHED,
                        it -> {
                            if (count.incrementAndGet() == 2) {
                                throw new UnreadableContentException("It cannot be seen.");
                            }
                            return "fine";
                        });

        Document document =
                reader.read(ReadingOptions.USUAL.withTextLayer(TextLayer.IGNORE), pdf.file());

        assertEquals(3, document.pages().size());
        assertEquals("It cannot be seen.", document.pages().get(1).failure().orElseThrow());
        assertEquals(List.of(), document.pages().get(1).blocks());
        assertEquals("fine", document.pages().get(2).blocks().get(0).text());
    }

    @Test
    void theTextLayerStandsInOnlyWithAWord() {
        TestPdf pdf = new TestPdf().page("Hello there");
        Reader reader =
                new Reader(
                        folder,
                        PUBLISHED,
                        it -> {
                            throw new UnreadableContentException("It cannot be seen.");
                        });

        Page page = reader.read(ReadingOptions.USUAL, pdf.file()).pages().get(0);

        assertEquals("It cannot be seen. Its text layer stands in.", page.failure().orElseThrow());
        assertEquals("Hello there", page.blocks().get(0).text());
        assertTrue(page.blocks().get(0).confidence().isEmpty(), "no model wrote it");
    }

    @Test
    void withTheTextLayerTheModelIsNotAsked() {
        TestPdf pdf = new TestPdf().page("Hello there").page();
        Reader reader = new Reader(folder, PUBLISHED, it -> "never");

        Document document =
                reader.read(ReadingOptions.USUAL.withTextLayer(TextLayer.USE), pdf.file());

        assertEquals("Hello there", document.pages().get(0).blocks().get(0).text());
        assertEquals(0, reader.asked().size(), "the second page is blank");
    }

    @Test
    void pagesThatWereReadBeforeAreNotReadAgain() {
        TestPdf pdf = new TestPdf().page("one").page("two");
        Reader reader = new Reader(folder, PUBLISHED, it -> "text");
        Document first =
                reader.read(ReadingOptions.USUAL.withPages(PageSelection.parse("1")), pdf.file());

        Document all = reader.read(ReadingOptions.USUAL.withDone(first.pages()), pdf.file());

        assertEquals(2, reader.asked().size(), "one for each page");
        assertEquals(first.pages().get(0), all.pages().get(0));
    }

    private static String[] lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(it -> "A line of words as wide as paper")
                .toArray(String[]::new);
    }

    @Test
    void aPageThatTheModelWouldSeeTooCoarselyIsReadInPartsInTheirOrder() {
        TestPdf pdf = new TestPdf().page(400, 800, lines(8));
        AtomicInteger count = new AtomicInteger();
        Reader reader = new Reader(folder, 50_000, it -> "part " + count.incrementAndGet());

        Page page =
                reader.read(ReadingOptions.USUAL.withTextLayer(TextLayer.IGNORE), pdf.file())
                        .pages()
                        .get(0);

        assertTrue(page.blocks().size() > 1, "one picture of the whole page would be too coarse");
        double last = 0;
        for (int i = 0; i < page.blocks().size(); i++) {
            assertEquals("part " + (i + 1), page.blocks().get(i).text());
            assertTrue(page.blocks().get(i).box().y0() >= last, "from the top to the bottom");
            last = page.blocks().get(i).box().y0();
        }
    }

    @Test
    void anAnswerThatIsCutMakesTwoOfItsPart() {
        TestPdf pdf = new TestPdf().page(400, 600, lines(6));
        Reader reader = new Reader(folder, PUBLISHED, it -> "text").ending(FinishReason.LENGTH);

        Page page = reader.read(ReadingOptions.USUAL, pdf.file()).pages().get(0);

        assertTrue(reader.asked().size() > 2, "the page and its parts");
        assertTrue(page.warnings().get(0).contains("Allow more with --max-tokens."));
    }

    @Test
    void picturesOfAPageAreCutOutWhereTheyStand() throws IOException {
        BufferedImage red = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = red.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, 60, 40);
        TestPdf pdf = new TestPdf().page("Above", "Below").picture(red, 100, 50, 120, 80);

        Page page =
                new Reader(folder, PUBLISHED, it -> "Above\n\nBelow")
                        .read(ReadingOptions.USUAL, pdf.file())
                        .pages()
                        .get(0);

        Block figure = page.blocks().get(2);
        assertEquals(BlockType.FIGURE, figure.type());
        assertEquals(100, figure.box().x0(), 0.1);
        assertEquals(300 - 130, figure.box().y0(), 0.1);
        assertEquals(List.of(250, 567, 550, 833), figure.box().thousandths(page));
        assertEquals("page-1-figure-1.png", figure.figure().orElseThrow().name());
        byte[] png = figure.figure().orElseThrow().picture().bytes();
        BufferedImage cut = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(0xffff0000, cut.getRGB(cut.getWidth() / 2, cut.getHeight() / 2));
    }

    /** Notes the pages that are told of while a document is read. */
    private static final class Told implements Flow.Subscriber<Event> {

        private final List<Page> pages = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Event event) {
            if (event instanceof PageRead read) {
                pages.add(read.page());
            }
        }

        @Override
        public void onError(Throwable problem) {}

        @Override
        public void onComplete() {}
    }

    @Test
    void aTableThatGoesOnIsMarked() {
        TestPdf pdf = new TestPdf().page("Year").page("Year").page("Other");
        AtomicInteger count = new AtomicInteger();
        Reader reader =
                new Reader(
                        folder,
                        PUBLISHED,
                        it ->
                                switch (count.incrementAndGet()) {
                                    case 1 -> "| A | B |\n|---|---|\n| 1 | 2 |";
                                    case 2 -> "| A | B |\n|---|---|\n| 3 | 4 |\n\nAfter.";
                                    default -> "| A | B |\n|---|---|\n| 5 | 6 |";
                                });

        Told told = new Told();
        Generation<Document> reading =
                new ModelReading(reader.broker()).read(List.of(pdf.file()), ReadingOptions.USUAL);
        reading.subscribe(told);
        Document document = reading.join(Reader.LIMIT).result();

        assertEquals(document.pages(), told.pages);
        assertFalse(document.pages().get(0).blocks().get(0).continued());
        assertTrue(document.pages().get(1).blocks().get(0).continued());
        assertFalse(
                document.pages().get(2).blocks().get(0).continued(), "words stand between them");
    }

    @Test
    void aQuestionIsAskedOfThePagesThatHaveToDoWithIt() {
        TestPdf pdf = new TestPdf();
        for (int i = 1; i <= 30; i++) {
            pdf.page("Chapter " + i, i == 17 ? "Revenue of the year was 4711" : "Nothing of note");
        }
        Reader reader = new Reader(folder, PUBLISHED, it -> "4711");

        DocumentAnswer answer =
                new ModelReading(reader.broker())
                        .ask(
                                List.of(pdf.file()),
                                "What was the revenue of the year?",
                                ReadingOptions.USUAL)
                        .join(Reader.LIMIT)
                        .result();

        assertEquals("4711", answer.text());
        assertEquals(1, reader.asked().size(), "the text layer is enough to choose");
        assertTrue(answer.evidence().contains(17), answer.evidence().toString());
        assertTrue(answer.evidence().size() <= 10, answer.evidence().toString());
        DocumentAnswer.Citation citation = answer.citations().get(0);
        assertEquals(17, citation.page());
        assertEquals("Revenue of the year was 4711", citation.text());
        assertTrue(citation.box().y0() > 55 && citation.box().y1() < 90, "the second line");
    }

    @Test
    void pagesWithoutATextLayerAreReadBeforeTheyAreAskedAbout() throws IOException {
        BufferedImage scan = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scan.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 400, 300);
        graphics.setColor(Color.BLACK);
        graphics.fillRect(50, 50, 100, 20);
        TestPdf pdf = new TestPdf().page().picture(scan, 0, 0, 400, 300);
        Reader reader = new Reader(folder, PUBLISHED, it -> "Revenue was 12");

        DocumentAnswer answer =
                new ModelReading(reader.broker())
                        .ask(List.of(pdf.file()), "What was the revenue?", ReadingOptions.USUAL)
                        .join(Reader.LIMIT)
                        .result();

        assertEquals(2, reader.asked().size(), "once to read, once to answer");
        assertEquals(1, answer.citations().get(0).page());
        assertEquals(50, answer.citations().get(0).box().x0(), 3, "where the ink is");
    }

    @Test
    void anAnswerComesInPiecesAndAllOfItBeforeTheEnd() {
        TestPdf pdf = new TestPdf().page("Revenue was 12 million");
        Reader reader = new Reader(folder, PUBLISHED, it -> "It was 12 million");
        List<String> pieces = Collections.synchronizedList(new ArrayList<>());

        Generation<DocumentAnswer> asked =
                new ModelReading(reader.broker())
                        .ask(List.of(pdf.file()), "What was it?", ReadingOptions.USUAL);
        DocumentAnswer answer = TextPieces.join(asked, pieces::add, Reader.LIMIT).result();

        assertEquals("It was 12 million", answer.text());
        assertEquals(List.of("It ", "was ", "12 ", "million"), pieces);
    }
}
