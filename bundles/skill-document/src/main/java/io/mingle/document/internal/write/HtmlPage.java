package io.mingle.document.internal.write;

import io.mingle.api.document.Block;
import io.mingle.api.document.Cell;
import io.mingle.api.document.Document;
import io.mingle.api.document.Page;
import io.mingle.api.document.Table;
import io.mingle.json.html.HtmlText;

/** Writes a page of HTML. What the model wrote is text in it, never markup. */
final class HtmlPage {

    private HtmlPage() {}

    static String of(Document document, String figures) {
        StringBuilder html = new StringBuilder();
        html.append("<!doctype html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>")
                .append(HtmlText.escaped(document.name()))
                .append("</title>\n</head>\n<body>\n");
        for (Page page : Joined.pages(document)) {
            html.append("<section id=\"page-").append(page.number()).append("\">\n");
            page.failure()
                    .ifPresent(
                            it ->
                                    html.append(
                                                    "<p class=\"failure\">This page could not be"
                                                            + " read: ")
                                            .append(HtmlText.escaped(it))
                                            .append("</p>\n"));
            page.blocks().forEach(it -> html.append(block(it, figures)).append('\n'));
            html.append("</section>\n");
        }
        return html.append("</body>\n</html>\n").toString();
    }

    private static String block(Block block, String figures) {
        String text = HtmlText.escaped(block.text());
        return switch (block.type()) {
            case HEADING -> "<h%1$s>%2$s</h%1$s>".formatted(Math.max(1, block.level()), text);
            case PARAGRAPH -> "<p>" + text + "</p>";
            case LIST -> list(block.text());
            case TABLE -> table(block.table().orElseThrow());
            case FORMULA -> "<p class=\"formula\">\\[" + text + "\\]</p>";
            case CODE -> "<pre>" + text + "</pre>";
            case FIGURE -> figure(block, text, figures);
        };
    }

    private static String figure(Block block, String caption, String figures) {
        String image =
                block.figure()
                        .map(
                                it ->
                                        "<img src=\"%s\" alt=\"\">"
                                                .formatted(HtmlText.escaped(figures + it.name())))
                        .orElse("");
        String below = caption.isBlank() ? "" : "<figcaption>" + caption + "</figcaption>";
        return "<figure>" + image + below + "</figure>";
    }

    private static String list(String text) {
        boolean numbered = text.strip().matches("(?s)\\d.*");
        StringBuilder html = new StringBuilder(numbered ? "<ol>" : "<ul>");
        for (String line : text.split("\n")) {
            String item = line.strip().replaceFirst("^(?:[-*+•]|\\d{1,4}[.)])\\s+", "");
            html.append("\n<li>").append(HtmlText.escaped(item)).append("</li>");
        }
        return html.append(numbered ? "\n</ol>" : "\n</ul>").toString();
    }

    /** Returns a table with its spans. */
    static String table(Table table) {
        StringBuilder html = new StringBuilder("<table>");
        int row = -1;
        for (Cell cell : table.cells()) {
            while (row < cell.row()) {
                html.append(row < 0 ? "" : "</tr>").append("\n<tr>");
                row++;
            }
            String tag = cell.header() ? "th" : "td";
            html.append('<').append(tag);
            html.append(cell.rows() > 1 ? " rowspan=\"" + cell.rows() + "\"" : "");
            html.append(cell.columns() > 1 ? " colspan=\"" + cell.columns() + "\"" : "");
            html.append('>')
                    .append(HtmlText.escaped(cell.text()))
                    .append("</")
                    .append(tag)
                    .append('>');
        }
        return html.append("</tr>\n</table>").toString();
    }
}
