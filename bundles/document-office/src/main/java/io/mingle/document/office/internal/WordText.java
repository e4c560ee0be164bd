package io.mingle.document.office.internal;

import io.mingle.api.document.Cell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a docx (ECMA-376, WordprocessingML): headings, paragraphs, lists, tables, page breaks. */
final class WordText {

    static final String PART = "word/document.xml";
    private static final Pattern HEADING = Pattern.compile("(?:heading|berschrift|titre)\\s*(\\d)");

    /** Text boxes within text boxes; people hardly have two. */
    private static final int DEEPEST = 16;

    private final OfficeXml xml;
    private final PageBuilder pages;
    private int depth;

    private WordText(OfficeXml xml, PageBuilder pages) {
        this.xml = xml;
        this.pages = pages;
    }

    static void read(OfficeZip zip, PageBuilder pages) {
        new WordText(zip.xml(PART), pages).body();
        pages.endPage();
    }

    private void body() {
        while (xml.next()) {
            if (xml.begins("p")) {
                paragraph(true);
            } else if (xml.begins("tbl")) {
                table();
            }
        }
    }

    /** Reads a paragraph and returns its text; adds it as a block unless it is in a cell. */
    private String paragraph(boolean adds) {
        StringBuilder text = new StringBuilder();
        String style = "";
        int level = -1;
        boolean listed = false;
        boolean breaks = false;
        while (xml.next() && !xml.ends("p")) {
            if (xml.begins("pStyle")) {
                style = String.valueOf(xml.attribute("val")).toLowerCase(Locale.ROOT);
            } else if (xml.begins("numPr")) {
                listed = true;
            } else if (xml.begins("ilvl")) {
                level = xml.number("val", 0);
            } else if (xml.begins("t")) {
                text.append(characters("t"));
            } else if (xml.begins("tab")) {
                text.append('\t');
            } else if (xml.begins("br")) {
                breaks |= "page".equals(xml.attribute("type"));
                text.append(breaks ? "" : "\n");
            } else if (xml.begins("lastRenderedPageBreak")) {
                breaks = true;
            } else if (xml.begins("moveFrom")) {
                // It stands where it was moved to.
                xml.skip();
            } else if (xml.begins("p")) {
                // A text box stands within a paragraph.
                if (++depth > DEEPEST) {
                    throw pages.tooLarge("paragraphs more than %s deep".formatted(DEEPEST));
                }
                text.append(text.isEmpty() ? "" : "\n").append(paragraph(false));
                depth--;
            }
        }
        if (adds) {
            if (breaks && !pages.isEmpty()) {
                pages.endPage();
            }
            add(style, listed, level, text.toString());
        }
        return text.toString();
    }

    private void add(String style, boolean listed, int depth, String text) {
        Matcher heading = HEADING.matcher(style);
        if (heading.find()) {
            pages.heading(Integer.parseInt(heading.group(1)), text);
        } else if (style.equals("title")) {
            pages.heading(1, text);
        } else if (listed || style.startsWith("list")) {
            pages.item(depth, text);
        } else {
            pages.paragraph(text);
        }
    }

    private String characters(String element) {
        StringBuilder text = new StringBuilder();
        while (xml.next() && !xml.ends(element)) {
            text.append(xml.text());
        }
        return text.toString();
    }

    private void table() {
        List<Cell> cells = new ArrayList<>();
        // By column, where in the list the cell is that goes on downwards.
        Map<Integer, Integer> merged = new HashMap<>();
        int row = -1;
        int column = 0;
        boolean header = false;
        while (xml.next() && !xml.ends("tbl")) {
            if (xml.begins("tr")) {
                row++;
                column = 0;
                header = false;
            } else if (xml.begins("tblHeader")) {
                header = true;
            } else if (xml.begins("tc")) {
                column = cell(cells, merged, Math.max(0, row), column, header);
            }
        }
        pages.table(cells);
    }

    /** Reads a cell and returns the next column. */
    private int cell(
            List<Cell> cells, Map<Integer, Integer> merged, int row, int column, boolean header) {
        StringBuilder text = new StringBuilder();
        int span = 1;
        boolean goesOn = false;
        int depth = 1;
        while (depth > 0 && xml.next()) {
            if (xml.begins("tc")) {
                depth++;
            } else if (xml.ends("tc")) {
                depth--;
            } else if (xml.begins("gridSpan")) {
                span = Math.max(1, Math.min(500, xml.number("val", 1)));
            } else if (xml.begins("vMerge")) {
                goesOn = !"restart".equals(xml.attribute("val"));
            } else if (xml.begins("p")) {
                text.append(text.isEmpty() ? "" : "\n").append(paragraph(false));
            }
        }
        pages.reach(row + 1L, (long) column + span);
        Integer above = merged.get(column);
        if (goesOn && above != null) {
            Cell its = cells.get(above);
            cells.set(
                    above,
                    new Cell(
                            its.row(),
                            its.column(),
                            row - its.row() + 1,
                            its.columns(),
                            its.header(),
                            its.text()));
        } else {
            merged.put(column, cells.size());
            cells.add(new Cell(row, column, 1, span, header, text.toString().strip()));
        }
        return column + span;
    }
}
