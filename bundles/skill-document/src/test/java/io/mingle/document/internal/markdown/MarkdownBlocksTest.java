package io.mingle.document.internal.markdown;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.api.document.BlockType;
import io.mingle.api.document.Table;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class MarkdownBlocksTest {

    private static List<String> blocks(String text) {
        return MarkdownBlocks.of(text).stream()
                .map(it -> it.type() + (it.level() > 0 ? "" + it.level() : "") + ":" + it.text())
                .toList();
    }

    @Test
    void eachKindOfBlockIsRecognised() {
        assertEquals(
                List.of(
                        "HEADING2:Title",
                        "PARAGRAPH:one\ntwo",
                        "LIST:- a\n- b",
                        "FORMULA:a^2 + b^2",
                        "FORMULA:x",
                        "CODE:if a:\n  b",
                        "FIGURE:a bird",
                        "TABLE:A\tB\n1\t2"),
                blocks(
                        "## Title ##\none\ntwo\n\n- a\n- b\n\n$$\na^2 + b^2\n$$\n\\[x\\]\n"
                                + "```python\nif a:\n  b\n```\n![a bird](img.png)\n\n"
                                + "A | B\n--- | ---\n1 | 2"));
    }

    @Test
    void anAnswerInAFenceIsUnwrapped() {
        assertEquals(List.of("HEADING1:T", "PARAGRAPH:x"), blocks("```markdown\n# T\n\nx\n```"));
    }

    @Test
    void spansOfHtmlTablesAreKept() {
        Table table =
                MarkdownBlocks.of(
                                "<table><tr><th rowspan=2>A</th><th colspan=\"2\">B &amp;"
                                    + " C</th></tr><tr><td>1</td><td><b>2</b></td></tr></table>")
                        .get(0)
                        .table()
                        .orElseThrow();

        assertEquals(2, table.rows());
        assertEquals(3, table.columns());
        assertEquals("B & C", table.cells().get(1).text());
        assertEquals(2, table.cells().get(0).rows());
        assertArrayEquals(new String[] {"", "1", "2"}, table.grid()[1], "the span keeps its place");
    }

    @Test
    void theBeginAndEndOfABlockAreThoseOfItsText() {
        String text = "# One\n\ntwo 2\n";
        Draft draft = MarkdownBlocks.of(text).get(1);
        assertEquals("two 2", text.substring(draft.begin(), draft.end()));
    }

    @Test
    void escapedPipesArePartOfACell() {
        assertEquals(List.of("TABLE:a|b\tc\nd\te"), blocks("| a\\|b | c |\n|---|---|\n| d | e |"));
    }

    @Test
    void whatIsUnfinishedIsStillRead() {
        assertEquals(List.of("FORMULA:x +"), blocks("$$ x +"));
        assertEquals(List.of("CODE:a"), blocks("```\na"));
        assertEquals(List.of("TABLE:1"), blocks("<table><tr><td>1"));
        assertEquals(List.of("PARAGRAPH:<table>"), blocks("<table>"));
        assertEquals(List.of(), blocks(" \n\n"));
    }

    @Test
    void aTableThatClaimsToSpanMillionsTakesNoMemory() {
        String cell = "<td rowspan=999999 colspan=999999>x</td>";
        Assertions.assertTimeoutPreemptively(
                Duration.ofMinutes(1),
                () -> MarkdownBlocks.of("<table><tr>" + cell.repeat(50) + "</table>"));
    }

    @Test
    void typesAreThoseOfTheApi() {
        assertEquals(BlockType.PARAGRAPH, MarkdownBlocks.of("plain").get(0).type());
    }
}
