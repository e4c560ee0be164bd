package io.mingle.document.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.document.Block;
import io.mingle.api.document.BlockType;
import io.mingle.api.document.Document;
import io.mingle.api.document.DocumentAnswer;
import io.mingle.api.document.DocumentDecoder;
import io.mingle.api.document.DocumentFile;
import io.mingle.api.document.Page;
import io.mingle.api.document.PageBox;
import io.mingle.api.document.ReadingLimits;
import io.mingle.api.document.ReadingOptions;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.GenerationOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that somebody else reads. */
@Timeout(120)
class OtherFilesTest {

    private static final DocumentFile OFFICE =
            DocumentFile.of("a.docx", new byte[] {'P', 'K', 3, 4});

    @TempDir Path folder;

    /** Reads what begins like a ZIP archive, into two pages. */
    private static final class TwoPages implements DocumentDecoder {

        @Override
        public boolean decodes(DocumentFile file) {
            return file.bytes()[0] == 'P';
        }

        @Override
        public List<Page> decode(DocumentFile file, ReadingLimits limits) {
            return List.of(page(1, "Nothing of note"), page(2, "Revenue was 4711"));
        }

        private static Page page(int number, String text) {
            Block block =
                    new Block(
                            BlockType.PARAGRAPH,
                            0,
                            0,
                            new PageBox(0, 0, 100, 100),
                            OptionalDouble.empty(),
                            text,
                            Optional.empty(),
                            Optional.empty(),
                            false);
            return new Page(
                    number,
                    "a.docx",
                    100,
                    100,
                    List.of(block),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    List.of());
        }
    }

    private Reader reader() {
        return new Reader(folder, 1024 * 784, it -> "4711");
    }

    @Test
    void theirPagesAreCountedAmongTheOthersAndNoModelIsAsked() {
        Reader reader = reader();
        reader.broker().with(DocumentDecoder.class, new TwoPages());

        Document document = reader.read(ReadingOptions.USUAL, new TestPdf().page().file(), OFFICE);

        assertEquals(List.of(1, 2, 3), document.pages().stream().map(Page::number).toList());
        assertEquals("Revenue was 4711", document.pages().get(2).blocks().get(0).text());
        assertEquals(0, reader.asked().size(), "the page of the PDF is blank");
        assertEquals(List.of(), reader.broker().calls(), "every lease is back");
    }

    @Test
    void theSkillTakesThemToo() {
        Reader reader = reader();
        reader.broker().with(DocumentDecoder.class, new TwoPages());
        String base64 = Base64.getEncoder().encodeToString(OFFICE.bytes());

        SkillResult result =
                new ReadDocumentSkill(new ModelReading(reader.broker()), "1.0.0")
                        .invoke(
                                new SkillRequest(
                                        Map.of("office", base64), GenerationOptions.GREEDY))
                        .join(Reader.LIMIT)
                        .result();

        assertEquals("Nothing of note\n\nRevenue was 4711\n", result.values().get("text"));
    }

    @Test
    void theirWordsAreShownToTheModelInPlaceOfPictures() {
        Reader reader = reader();
        reader.broker().with(DocumentDecoder.class, new TwoPages());

        DocumentAnswer answer =
                new ModelReading(reader.broker())
                        .ask(List.of(OFFICE), "What was the revenue?", ReadingOptions.USUAL)
                        .join(Reader.LIMIT)
                        .result();

        String asked = reader.asked().get(0).toString();
        assertTrue(asked.contains("Revenue was 4711"), asked);
        assertTrue(asked.contains("What was the revenue?"), asked);
        assertEquals(2, answer.citations().get(0).page());
    }

    @Test
    void aFileAmongSeveralThatCannotBeReadIsAPageThatFailed() {
        DocumentFile damaged =
                DocumentFile.of("cut.pdf", "%PDF-1.7 none".getBytes(StandardCharsets.US_ASCII));
        Document document =
                reader().read(
                                ReadingOptions.USUAL,
                                new TestPdf().page("a").file(),
                                damaged,
                                new TestPdf().page("b").file());
        assertEquals(3, document.pages().size());
        String failure = document.pages().get(1).failure().orElseThrow();
        assertTrue(failure.contains("'cut.pdf' is a damaged PDF"), failure);
        assertTrue(document.pages().get(2).failure().isEmpty());
    }

    @Test
    void anOfficeFileIsToldAsSuchWhereNobodyReadsIt() {
        String message =
                assertThrows(
                                SkillUnavailableException.class,
                                () -> reader().read(ReadingOptions.USUAL, OFFICE))
                        .getMessage();
        assertTrue(message.contains("Install the bundle io.mingle.document.office"), message);
    }
}
