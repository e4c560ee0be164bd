package io.mingle.document.internal.write;

import io.mingle.api.document.Block;
import io.mingle.api.document.Document;
import io.mingle.api.document.Page;
import io.mingle.api.document.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes Markdown. A page that could not be read is told in a comment. What the model wrote is
 * Markdown; other words, which have no confidence, are shown as they are.
 */
final class MarkdownText {

    private MarkdownText() {}

    static String of(Document document, String figures) {
        List<String> parts = new ArrayList<>();
        for (Page page : Joined.pages(document)) {
            page.failure()
                    .ifPresent(
                            it ->
                                    parts.add(
                                            "<!-- page %s could not be read: %s -->"
                                                    .formatted(
                                                            page.number(),
                                                            it.replace("--", "- -")
                                                                    .replace(">", "&gt;"))));
            page.blocks().forEach(it -> parts.add(block(it, figures)));
        }
        parts.removeIf(String::isBlank);
        return String.join("\n\n", parts) + "\n";
    }

    private static String block(Block block, String figures) {
        boolean written = block.confidence().isPresent();
        String text = block.text();
        return switch (block.type()) {
            case HEADING ->
                    "#".repeat(Math.max(1, block.level()))
                            + " "
                            + (written ? text : MarkdownEscapes.words(text).replace("\n", " "));
            case PARAGRAPH -> written ? text : MarkdownEscapes.text(text);
            case LIST -> written ? text : MarkdownEscapes.list(text);
            case TABLE -> table(block.table().orElseThrow(), written);
            case FORMULA -> "$$\n" + block.text() + "\n$$";
            case CODE -> fence(block.text());
            case FIGURE ->
                    block.figure()
                            .map(
                                    it ->
                                            "![%s](%s%s)"
                                                    .formatted(
                                                            block.text()
                                                                    .replace("[", "\\[")
                                                                    .replace("]", "\\]"),
                                                            figures,
                                                            it.name()))
                            .orElse(block.text());
        };
    }

    private static String fence(String text) {
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        return fence + "\n" + text + "\n" + fence;
    }

    /** Markdown knows no spans, and no table without a header. */
    private static String table(Table table, boolean written) {
        if (table.hasSpans()) {
            return HtmlPage.table(table);
        }
        String[][] grid = table.grid();
        boolean header = table.cells().stream().anyMatch(it -> it.row() == 0 && it.header());
        StringBuilder text = new StringBuilder();
        row(text, header ? grid[0] : new String[table.columns()], written);
        text.append("|").append(" --- |".repeat(table.columns())).append('\n');
        for (int row = header ? 1 : 0; row < grid.length; row++) {
            row(text, grid[row], written);
        }
        return text.toString().stripTrailing();
    }

    private static void row(StringBuilder text, String[] cells, boolean written) {
        text.append('|');
        for (String cell : cells) {
            String words = cell == null ? "" : written ? cell : MarkdownEscapes.words(cell);
            String its = words.replace("|", "\\|").replace("\n", " ");
            text.append(' ').append(its).append(its.isEmpty() ? "|" : " |");
        }
        text.append('\n');
    }
}
