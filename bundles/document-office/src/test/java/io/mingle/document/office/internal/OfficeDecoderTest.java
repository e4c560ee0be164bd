package io.mingle.document.office.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.document.BlockType;
import io.mingle.api.document.Cell;
import io.mingle.api.document.DocumentFile;
import io.mingle.api.document.Page;
import io.mingle.api.document.ReadingLimits;
import io.mingle.api.document.Table;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class OfficeDecoderTest {

    private static final String W =
            "<w:document"
                + " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";
    private static final String W_END = "</w:body></w:document>";
    private static final String R =
            "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

    @TempDir Path folder;

    private final OfficeDecoder decoder = new OfficeDecoder();

    /** Makes a file of names and contents in turn. */
    private static DocumentFile file(String... parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < parts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(parts[i]));
                zip.write(parts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return DocumentFile.of("a.docx", bytes.toByteArray());
    }

    private List<Page> decode(DocumentFile file) {
        assertTrue(decoder.decodes(file));
        return decoder.decode(file, ReadingLimits.USUAL);
    }

    private static List<String> blocks(Page page) {
        return page.blocks().stream()
                .map(it -> it.type() + (it.level() > 0 ? "" + it.level() : "") + ":" + it.text())
                .toList();
    }

    private static String paragraph(String style, String text) {
        return "<w:p><w:pPr>" + style + "</w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>";
    }

    @Test
    void aDocxBecomesItsBlocksOnItsPages() throws IOException {
        List<Page> pages =
                decode(
                        file(
                                "word/document.xml",
                                W
                                        + paragraph("<w:pStyle w:val=\"Heading2\"/>", "Results")
                                        + paragraph("", "Up &amp; down")
                                        + paragraph(
                                                "<w:numPr><w:ilvl w:val=\"0\"/></w:numPr>", "one")
                                        + paragraph(
                                                "<w:numPr><w:ilvl w:val=\"1\"/></w:numPr>", "two")
                                        + "<w:p><w:r><w:br"
                                        + " w:type=\"page\"/><w:t>Next</w:t></w:r></w:p>"
                                        + W_END));
        assertEquals(2, pages.size());
        assertEquals(
                List.of("HEADING2:Results", "PARAGRAPH:Up & down", "LIST:- one\n  - two"),
                blocks(pages.get(0)));
        assertEquals(List.of("PARAGRAPH:Next"), blocks(pages.get(1)));
        assertEquals(2, pages.get(1).number());
    }

    @Test
    void spansOfADocxsTablesAreKept() throws IOException {
        String rows =
                "<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:vMerge"
                    + " w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:gridSpan"
                    + " w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>B</w:t></w:r></w:p></w:tc></w:tr>"
                    + "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
                    + "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc></w:tr>";
        Table table =
                decode(file("word/document.xml", W + "<w:tbl>" + rows + "</w:tbl>" + W_END))
                        .get(0)
                        .blocks()
                        .get(0)
                        .table()
                        .orElseThrow();
        assertEquals(new Cell(0, 0, 2, 1, true, "A"), table.cells().get(0));
        assertEquals(new Cell(0, 1, 1, 2, true, "B"), table.cells().get(1));
        assertArrayEquals(new String[] {"", "1", "2"}, table.grid()[1]);
    }

    @Test
    void everySheetOfAnXlsxIsAPage() throws IOException {
        List<Page> pages =
                decode(
                        file(
                                "xl/workbook.xml",
                                "<workbook "
                                        + R
                                        + "><sheets><sheet name=\"Sales\" r:id=\"r1\"/><sheet"
                                        + " name=\"Empty\" r:id=\"r2\"/></sheets></workbook>",
                                "xl/_rels/workbook.xml.rels",
                                "<Relationships><Relationship Id=\"r1\""
                                    + " Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\""
                                    + " Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>",
                                "xl/sharedStrings.xml",
                                "<sst><si><t>Year</t></si><si><r><t>Su</t></r><r><t>m</t></r></si></sst>",
                                "xl/worksheets/sheet1.xml",
                                "<worksheet><sheetData><row><c r=\"B2\" t=\"s\"><v>0</v></c><c"
                                    + " r=\"C2\" t=\"s\"><v>1</v></c></row><row><c"
                                    + " r=\"B3\"><v>2023</v></c><c"
                                    + " r=\"C3\"><f>A1*2</f><v>7.5</v></c></row></sheetData></worksheet>",
                                "xl/worksheets/sheet2.xml",
                                "<worksheet/>"));
        assertEquals(List.of("HEADING2:Sales", "TABLE:Year\tSum\n2023\t7.5"), blocks(pages.get(0)));
        assertEquals(List.of("HEADING2:Empty"), blocks(pages.get(1)));
        assertEquals(BlockType.TABLE, pages.get(0).blocks().get(1).type());
    }

    @Test
    void everySlideOfAPptxIsAPageInItsOrder() throws IOException {
        String slide =
                "<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><p:sp><p:nvPr><p:ph"
                    + " type=\"title\"/></p:nvPr><a:p><a:r><a:t>%s</a:t></a:r></a:p></p:sp><p:sp><p:nvPr><p:ph"
                    + " idx=\"1\"/></p:nvPr><a:p><a:r><a:t>point</a:t></a:r></a:p><a:p><a:pPr"
                    + " lvl=\"1\"/><a:r><a:t>below</a:t></a:r></a:p></p:sp></p:sld>";
        List<Page> pages =
                decode(
                        file(
                                "ppt/presentation.xml",
                                "<presentation "
                                        + R
                                        + "><sldId id=\"256\" r:id=\"b\"/><sldId id=\"257\""
                                        + " r:id=\"a\"/></presentation>",
                                "ppt/_rels/presentation.xml.rels",
                                "<Relationships><Relationship Id=\"a\""
                                        + " Target=\"slides/slide1.xml\"/><Relationship Id=\"b\""
                                        + " Target=\"slides/slide2.xml\"/></Relationships>",
                                "ppt/slides/slide1.xml",
                                slide.formatted("Second"),
                                "ppt/slides/slide2.xml",
                                slide.formatted("First")));
        assertEquals(List.of("HEADING1:First", "LIST:- point\n  - below"), blocks(pages.get(0)));
        assertEquals("HEADING1:Second", blocks(pages.get(1)).get(0));
    }

    private void refused(Class<? extends MingleException> type, String words, DocumentFile file) {
        MingleException error = assertThrows(type, () -> decoder.decode(file, ReadingLimits.USUAL));
        assertTrue(error.getMessage().contains(words), error.getMessage());
    }

    @Test
    void entitiesAreRefusedAndNothingIsFetched() throws IOException {
        Path secret = folder.resolve("secret.txt");
        Files.writeString(secret, "secret");
        for (String declared :
                new String[] {
                    "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>",
                    "<!DOCTYPE a [<!ENTITY x \"aaaa\"><!ENTITY y \"&x;&x;&x;\">]>",
                    "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\">",
                    "<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/a.dtd\"> %p;]>"
                }) {
            refused(
                    UnreadableContentException.class,
                    "declares entities in its XML",
                    file("word/document.xml", declared + W + paragraph("", "&x;") + W_END));
        }
    }

    @Test
    void whatExpandsToMoreThanAnyDocumentIsRefused() throws IOException {
        refused(
                ContentTooLargeException.class,
                "expands to more than",
                file("word/document.xml", W + " ".repeat(64 << 20) + W_END));
        refused(
                ContentTooLargeException.class,
                "expands to more than",
                file("word/document.xml", W + W_END, "word/media/a.bin", "a".repeat(64 << 20)));
    }

    @Test
    void aSheetWithTwoValuesFarApartFillsNoMemory() throws IOException {
        refused(
                ContentTooLargeException.class,
                "The sheet 'Far' has",
                file(
                        "xl/workbook.xml",
                        "<workbook " + R + "><sheet name=\"Far\" r:id=\"r1\"/></workbook>",
                        "xl/_rels/workbook.xml.rels",
                        "<Relationships><Relationship Id=\"r1\""
                                + " Target=\"worksheets/sheet1.xml\"/></Relationships>",
                        "xl/worksheets/sheet1.xml",
                        "<worksheet><c r=\"A1\"><v>1</v></c><c"
                                + " r=\"XFD1048576\"><v>1</v></c></worksheet>"));
    }

    private static DocumentFile sheet(String shared, String cells) throws IOException {
        return file(
                "xl/workbook.xml",
                "<workbook " + R + "><sheet name=\"One\" r:id=\"r1\"/></workbook>",
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"r1\" Target=\"sheet1.xml\"/></Relationships>",
                "xl/sharedStrings.xml",
                "<sst>" + shared + "</sst>",
                "xl/sheet1.xml",
                "<worksheet>" + cells + "</worksheet>");
    }

    private static DocumentFile slides(String list, String slide) throws IOException {
        return file(
                "ppt/presentation.xml",
                "<presentation " + R + ">" + list + "</presentation>",
                "ppt/_rels/presentation.xml.rels",
                "<Relationships><Relationship Id=\"a\" Target=\"slide1.xml\"/></Relationships>",
                "ppt/slide1.xml",
                slide);
    }

    @Test
    void fewBytesThatStandForVeryMuchAreRefused() throws IOException {
        String wide = "<w:tc><w:tcPr><w:gridSpan w:val=\"500\"/></w:tcPr><w:p/></w:tc>";
        refused(
                ContentTooLargeException.class,
                "places, which is more than is read",
                file(
                        "word/document.xml",
                        W
                                + "<w:tbl><w:tr>"
                                + wide.repeat(200)
                                + "</w:tr>"
                                + "<w:tr/>".repeat(20_000)
                                + "<w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
                                + W_END));
        refused(
                ContentTooLargeException.class,
                "paragraphs more than 16 deep",
                file(
                        "word/document.xml",
                        W + "<w:p>".repeat(20_000) + "</w:p>".repeat(20_000) + W_END));
        StringBuilder cells = new StringBuilder();
        for (int i = 1; i <= 20_000; i++) {
            cells.append("<c r=\"A").append(i).append("\" t=\"s\"><v>0</v></c>");
        }
        refused(
                ContentTooLargeException.class,
                "characters, which is more than is read",
                sheet("<si><t> " + "long".repeat(25_000) + " </t></si>", cells.toString()));
    }

    @Test
    void aSlideThatIsListedTwiceIsReadOnce() throws IOException {
        String slide = "<sp><p><r><t>once</t></r></p></sp>";
        List<Page> pages = decode(slides("<sldId r:id=\"a\"/>".repeat(1000), slide));
        assertEquals(1, pages.size());
        assertEquals(List.of("PARAGRAPH:once"), blocks(pages.get(0)));
    }

    @Test
    void whatIsThereTwiceIsReadOnce() throws IOException {
        String box = "<w:txbxContent>" + paragraph("", "boxed") + "</w:txbxContent>";
        String moved = "<w:r><w:t>moved</w:t></w:r>";
        Page page =
                decode(
                                file(
                                        "word/document.xml",
                                        W
                                                + "<w:p><mc:AlternateContent"
                                                + " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><mc:Choice>"
                                                + box
                                                + "</mc:Choice><mc:Fallback>"
                                                + box
                                                + "</mc:Fallback></mc:AlternateContent></w:p>"
                                                + "<w:p><w:moveFrom>"
                                                + moved
                                                + "</w:moveFrom></w:p><w:p><w:moveTo>"
                                                + moved
                                                + "</w:moveTo></w:p>"
                                                + W_END))
                        .get(0);
        assertEquals(List.of("PARAGRAPH:boxed", "PARAGRAPH:moved"), blocks(page));
    }

    @Test
    void howASheetsTextIsSpokenIsLeftOut() throws IOException {
        Page page =
                decode(
                                sheet(
                                        "<si><t>東京</t><rPh><t>とうきょう</t></rPh></si>",
                                        "<c r=\"A1\" t=\"s\"><v>0</v></c>"))
                        .get(0);
        assertEquals("TABLE:東京", blocks(page).get(1));
    }

    @Test
    void aSlidesCellThatIsNotMergedIsKept() throws IOException {
        String cell = "<tc %s><p><r><t>%s</t></r></p></tc>";
        Page page =
                decode(
                                slides(
                                        "<sldId r:id=\"a\"/>",
                                        "<tbl><tr>"
                                                + cell.formatted(
                                                        "hMerge=\"0\" vMerge=\"0\"", "kept")
                                                + cell.formatted("hMerge=\"1\"", "covered")
                                                + "</tr></tbl>"))
                        .get(0);
        assertEquals(List.of("TABLE:kept"), blocks(page));
    }

    @Test
    void damagedAndOtherFilesAreToldSo() throws IOException {
        refused(
                UnreadableContentException.class,
                "'a.docx' is a damaged Office file",
                file("word/document.xml", W + "<w:p>"));
        refused(
                UnreadableContentException.class,
                "is a ZIP file that is no docx, xlsx or pptx",
                file("a.txt", "text"));
        DocumentFile old =
                DocumentFile.of("a.doc", new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0});
        refused(
                UnreadableContentException.class,
                "with a password, or of the time before 2007",
                old);
        assertFalse(decoder.decodes(DocumentFile.of("a.txt", new byte[] {1, 2, 3, 4})));
    }

    @Test
    void noCutMakesAnythingButASentence() throws IOException {
        byte[] whole = file("word/document.xml", W + paragraph("", "text") + W_END).bytes();
        for (int length = 4; length < whole.length; length++) {
            DocumentFile cut = DocumentFile.of("cut.docx", Arrays.copyOf(whole, length));
            try {
                decoder.decode(cut, ReadingLimits.USUAL);
            } catch (UnreadableContentException e) {
                assertTrue(e.getMessage().contains("cut.docx"), e.getMessage());
            }
        }
    }
}
