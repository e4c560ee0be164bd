package io.mingle.document.internal.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.content.Picture;
import io.mingle.api.document.Block;
import io.mingle.api.document.BlockType;
import io.mingle.api.document.Cell;
import io.mingle.api.document.Document;
import io.mingle.api.document.DocumentFormat;
import io.mingle.api.document.Figure;
import io.mingle.api.document.Page;
import io.mingle.api.document.PageBox;
import io.mingle.api.document.Table;
import io.mingle.api.error.InvalidRequestException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BlockWritingTest {

    private final BlockWriting writing = new BlockWriting();

    private static Block block(BlockType type, String text) {
        return new Block(
                type,
                type == BlockType.HEADING ? 2 : 0,
                0,
                new PageBox(10, 20, 110, 40),
                OptionalDouble.of(0.5),
                text,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static Block table(boolean on, Cell... cells) {
        return new Block(
                BlockType.TABLE,
                0,
                0,
                new PageBox(0, 0, 1, 1),
                OptionalDouble.empty(),
                "",
                Optional.of(new Table(List.of(cells))),
                Optional.empty(),
                on);
    }

    private static Page page(int number, Block... blocks) {
        return new Page(
                number,
                "a.pdf",
                200,
                400,
                List.of(blocks),
                OptionalDouble.empty(),
                Optional.empty(),
                List.of());
    }

    private String write(DocumentFormat format, Page... pages) {
        return writing.write(new Document("a.pdf", List.of(pages)), format, "figures/");
    }

    @Test
    void markdownHasTheMarksOfItsBlocks() {
        Figure figure = new Figure("page-1-figure-1.png", new Picture("f", new byte[] {1}));
        Block drawn =
                new Block(
                        BlockType.FIGURE,
                        0,
                        0,
                        new PageBox(0, 0, 1, 1),
                        OptionalDouble.empty(),
                        "A bird",
                        Optional.empty(),
                        Optional.of(figure),
                        false);
        assertEquals(
                """
                ## Title

                Words

                $$
                x^2
                $$

                ![A bird](figures/page-1-figure-1.png)

                | A | B |
                | --- | --- |
                | 1 | a\\|b |
                """,
                write(
                        DocumentFormat.MARKDOWN,
                        page(
                                1,
                                block(BlockType.HEADING, "Title"),
                                block(BlockType.PARAGRAPH, "Words"),
                                block(BlockType.FORMULA, "x^2"),
                                drawn,
                                table(
                                        false,
                                        new Cell(0, 0, 1, 1, true, "A"),
                                        new Cell(0, 1, 1, 1, true, "B"),
                                        new Cell(1, 0, 1, 1, false, "1"),
                                        new Cell(1, 1, 1, 1, false, "a|b")))));
    }

    private static Block words(BlockType type, String text) {
        return new Block(
                type,
                type == BlockType.HEADING ? 2 : 0,
                0,
                new PageBox(0, 0, 1, 1),
                OptionalDouble.empty(),
                text,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    @Test
    void whatTheModelDidNotWriteIsNoMarkdown() {
        assertEquals(
                """
                ## a\\_b \\<i> c

                \\# 5 \\* 3
                1\\. \\[x\\](y) \\$ \\&amp; R&D
                \\- z
                \\-- --

                - \\*one\\*
                  - \\> two

                | \\<b> \\| |
                | --- |
                """,
                write(
                        DocumentFormat.MARKDOWN,
                        page(
                                1,
                                words(BlockType.HEADING, "a_b <i>\nc"),
                                words(
                                        BlockType.PARAGRAPH,
                                        "# 5 * 3\n1. [x](y) $ &amp; R&D\n    - z\n-- --"),
                                words(BlockType.LIST, "- *one*\n  - > two"),
                                table(false, new Cell(0, 0, 1, 1, true, "<b> |")))));
        assertTrue(
                write(DocumentFormat.MARKDOWN, page(1, block(BlockType.PARAGRAPH, "**bold**")))
                        .contains("**bold**"));
    }

    @Test
    void aTableThatGoesOnIsWrittenAsOne() {
        Block first =
                table(false, new Cell(0, 0, 1, 1, true, "A"), new Cell(1, 0, 1, 1, false, "1"));
        Block next = table(true, new Cell(0, 0, 1, 1, true, "A"), new Cell(1, 0, 1, 1, false, "2"));
        assertEquals(
                "| A |\n| --- |\n| 1 |\n| 2 |\n| 2 |\n",
                write(DocumentFormat.MARKDOWN, page(1, first), page(2, next), page(3, next)));
    }

    @Test
    void pagesThatAreWrittenOneByOneMakeTheSameDocument() {
        Page[] pages = {
            page(1, block(BlockType.HEADING, "Title"), block(BlockType.PARAGRAPH, "One.")),
            page(2, table(false, new Cell(0, 0, 1, 1, true, "A"))),
            page(3, block(BlockType.LIST, "- two"))
        };
        for (DocumentFormat format : List.of(DocumentFormat.MARKDOWN, DocumentFormat.TEXT)) {
            assertEquals(
                    write(format, pages),
                    Arrays.stream(pages)
                            .map(it -> write(format, it))
                            .filter(it -> !it.isBlank())
                            .collect(Collectors.joining("\n")));
        }
    }

    @Test
    void htmlHasSpansAndNothingOfTheModelIsMarkup() {
        String html =
                write(
                        DocumentFormat.HTML,
                        page(
                                1,
                                block(BlockType.PARAGRAPH, "<script>alert(1)</script>"),
                                table(false, new Cell(0, 0, 2, 3, true, "\"A\" & B"))));
        assertTrue(html.contains("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"), html);
        assertTrue(
                html.contains("<th rowspan=\"2\" colspan=\"3\">&quot;A&quot; &amp; B</th>"), html);
        assertFalse(html.contains("<script>"), html);
    }

    @Test
    void jsonHasPlacesInPointsAndInThousandths() throws Exception {
        JsonNode json =
                new ObjectMapper()
                        .readTree(
                                write(
                                        DocumentFormat.JSON,
                                        page(7, block(BlockType.PARAGRAPH, "Words"))));
        JsonNode block = json.at("/pages/0/blocks/0");
        assertEquals(7, json.at("/pages/0/page").asInt());
        assertEquals("paragraph", block.path("type").asText());
        assertEquals("[10.0,20.0,110.0,40.0]", block.path("box").toString());
        assertEquals("[50,50,550,100]", block.path("thousandths").toString());
        assertEquals(0.5, block.path("confidence").asDouble());
    }

    @Test
    void aPageThatFailedIsTold() {
        Page failed =
                new Page(
                        1,
                        "a.pdf",
                        1,
                        1,
                        List.of(),
                        OptionalDouble.empty(),
                        Optional.of("It is damaged --->."),
                        List.of());
        assertEquals(
                "<!-- page 1 could not be read: It is damaged - --&gt;. -->\n",
                write(DocumentFormat.MARKDOWN, failed));
        assertTrue(
                write(DocumentFormat.HTML, failed)
                        .contains("This page could not be read: It is damaged ---&gt;."));
    }

    @Test
    void aLineIsReadAgainAsThePageThatItWas() {
        Figure figure =
                new Figure(
                        "page-1-figure-1.png",
                        new Picture("page-1-figure-1.png", new byte[] {1, 2}));
        Page page =
                new Page(
                        3,
                        "a.pdf",
                        200,
                        400,
                        List.of(
                                block(BlockType.HEADING, "Title\nof two lines"),
                                table(true, new Cell(0, 0, 2, 1, true, "A")),
                                new Block(
                                        BlockType.FIGURE,
                                        0,
                                        2,
                                        new PageBox(0, 0, 1, 1),
                                        OptionalDouble.empty(),
                                        "",
                                        Optional.empty(),
                                        Optional.of(figure),
                                        false)),
                        OptionalDouble.of(0.75),
                        Optional.of("why"),
                        List.of("note"));
        String line = writing.line(page);
        assertFalse(line.contains("\n"));
        assertEquals(page, writing.page(line));
        assertThrows(InvalidRequestException.class, () -> writing.page(line.substring(9)));
    }
}
