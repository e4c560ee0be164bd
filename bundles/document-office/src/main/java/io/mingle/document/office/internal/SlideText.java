package io.mingle.document.office.internal;

import io.mingle.api.document.Cell;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a pptx (ECMA-376, PresentationML): a page for each slide, its title and texts, tables. */
final class SlideText {

    static final String PART = "ppt/presentation.xml";

    private final OfficeXml xml;
    private final PageBuilder pages;

    private SlideText(OfficeXml xml, PageBuilder pages) {
        this.xml = xml;
        this.pages = pages;
    }

    static void read(OfficeZip zip, PageBuilder pages) {
        Map<String, String> references = zip.references(PART);
        // A part is one slide, however many times it is listed.
        Set<String> slides = new LinkedHashSet<>();
        OfficeXml xml = zip.xml(PART);
        while (xml.next()) {
            if (xml.begins("sldId")) {
                String part = references.get(xml.attribute("relationships", "id"));
                if (part != null) {
                    slides.add(part);
                }
            }
        }
        for (String slide : slides) {
            new SlideText(zip.xml(slide), pages).slide();
            pages.endPage();
        }
    }

    private void slide() {
        boolean title = false;
        boolean body = false;
        int level = 0;
        while (xml.next()) {
            if (xml.begins("sp")) {
                title = false;
                body = false;
            } else if (xml.begins("ph")) {
                String type = xml.attribute("type");
                title = "title".equals(type) || "ctrTitle".equals(type);
                body = type == null || "body".equals(type);
            } else if (xml.begins("tbl")) {
                table();
            } else if (xml.begins("p")) {
                StringBuilder text = new StringBuilder();
                level = paragraph(text);
                if (title) {
                    pages.heading(1, text.toString());
                } else if (body) {
                    pages.item(level, text.toString());
                } else {
                    pages.paragraph(text.toString());
                }
            }
        }
    }

    /** Reads a paragraph and returns how deep it is in its list. */
    private int paragraph(StringBuilder text) {
        int level = 0;
        boolean within = false;
        while (xml.next() && !xml.ends("p")) {
            if (xml.begins("pPr")) {
                level = xml.number("lvl", 0);
            } else if (xml.begins("t")) {
                within = true;
            } else if (xml.ends("t")) {
                within = false;
            } else if (xml.begins("br")) {
                text.append('\n');
            } else if (within) {
                text.append(xml.text());
            }
        }
        return level;
    }

    private void table() {
        List<Cell> cells = new ArrayList<>();
        int row = -1;
        int column = 0;
        while (xml.next() && !xml.ends("tbl")) {
            if (xml.begins("tr")) {
                row++;
                column = 0;
            } else if (xml.begins("tc")) {
                int columns = Math.max(1, Math.min(500, xml.number("gridSpan", 1)));
                int rows = Math.max(1, Math.min(500, xml.number("rowSpan", 1)));
                boolean covered = xml.isTrue("hMerge") || xml.isTrue("vMerge");
                StringBuilder text = new StringBuilder();
                while (xml.next() && !xml.ends("tc")) {
                    if (xml.begins("p")) {
                        text.append(text.isEmpty() ? "" : "\n");
                        paragraph(text);
                    }
                }
                pages.reach(row + 1L, column + 1L);
                if (!covered) {
                    cells.add(
                            new Cell(
                                    Math.max(0, row),
                                    column,
                                    rows,
                                    columns,
                                    row == 0,
                                    text.toString().strip()));
                }
                column++;
            }
        }
        pages.table(cells);
    }
}
