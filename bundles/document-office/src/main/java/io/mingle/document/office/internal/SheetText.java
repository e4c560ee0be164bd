package io.mingle.document.office.internal;

import io.mingle.api.document.Cell;
import io.mingle.api.error.ContentTooLargeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an xlsx (ECMA-376, SpreadsheetML): a page for each sheet, with its name and one table.
 * Values are those that the file keeps, dates the numbers of their days.
 */
final class SheetText {

    static final String PART = "xl/workbook.xml";
    private static final Pattern PLACE = Pattern.compile("([A-Z]{1,3})(\\d{1,7})");

    private final OfficeZip zip;
    private final PageBuilder pages;
    private final List<String> shared = new ArrayList<>();

    private SheetText(OfficeZip zip, PageBuilder pages) {
        this.zip = zip;
        this.pages = pages;
    }

    static void read(OfficeZip zip, PageBuilder pages) {
        SheetText sheets = new SheetText(zip, pages);
        sheets.sharedTexts();
        Map<String, String> references = zip.references(PART);
        Map<String, String> parts = new LinkedHashMap<>();
        OfficeXml xml = zip.xml(PART);
        while (xml.next()) {
            if (xml.begins("sheet")) {
                String part = references.get(xml.attribute("relationships", "id"));
                if (part != null) {
                    parts.put(part, String.valueOf(xml.attribute("name")));
                }
            }
        }
        parts.forEach(sheets::sheet);
    }

    private void sharedTexts() {
        if (!zip.has("xl/sharedStrings.xml")) {
            return;
        }
        OfficeXml xml = zip.xml("xl/sharedStrings.xml");
        StringBuilder text = new StringBuilder();
        boolean within = false;
        while (xml.next()) {
            if (xml.begins("si")) {
                text.setLength(0);
            } else if (xml.begins("rPh")) {
                // How it is spoken, beside what is seen.
                xml.skip();
            } else if (xml.begins("t")) {
                within = true;
            } else if (xml.ends("t")) {
                within = false;
            } else if (xml.ends("si")) {
                shared.add(text.toString().strip());
            } else if (within) {
                text.append(xml.text());
            }
        }
    }

    /** A place in a sheet, from 0. */
    private record Place(int row, int column) {

        static Place of(String name) {
            Matcher place = PLACE.matcher(String.valueOf(name));
            if (!place.matches()) {
                return null;
            }
            int column = 0;
            for (char c : place.group(1).toCharArray()) {
                column = column * 26 + c - 'A' + 1;
            }
            return new Place(Integer.parseInt(place.group(2)) - 1, column - 1);
        }
    }

    private void sheet(String part, String name) {
        Map<Place, String> values = new LinkedHashMap<>();
        Map<Place, Place> spans = new HashMap<>();
        OfficeXml xml = zip.xml(part);
        while (xml.next()) {
            if (xml.begins("c")) {
                Place place = Place.of(xml.attribute("r"));
                String value = value(xml);
                if (place != null && !value.isBlank()) {
                    values.put(place, value);
                }
            } else if (xml.begins("mergeCell")) {
                String[] ends = String.valueOf(xml.attribute("ref")).split(":");
                Place from = Place.of(ends[0]);
                Place to = ends.length == 2 ? Place.of(ends[1]) : null;
                if (from != null && to != null) {
                    spans.put(from, to);
                }
            }
        }
        pages.heading(2, name);
        if (!values.isEmpty()) {
            table(name, values, spans);
        }
        pages.endPage();
    }

    private String value(OfficeXml xml) {
        String type = String.valueOf(xml.attribute("t"));
        StringBuilder text = new StringBuilder();
        boolean within = false;
        while (xml.next() && !xml.ends("c")) {
            if (xml.begins("rPh")) {
                xml.skip();
            } else if (xml.begins("v") || xml.begins("t")) {
                within = true;
            } else if (xml.ends("v") || xml.ends("t")) {
                within = false;
            } else if (within) {
                text.append(xml.text());
            }
        }
        return switch (type) {
            case "s" -> shared(text.toString().strip());
            case "b" -> text.toString().strip().equals("1") ? "TRUE" : "FALSE";
            default -> text.toString();
        };
    }

    private String shared(String index) {
        try {
            return shared.get(Integer.parseInt(index));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw zip.damaged(e);
        }
    }

    /** Writes the part of the sheet that has values, its first row as header. */
    private void table(String name, Map<Place, String> values, Map<Place, Place> spans) {
        int top = values.keySet().stream().mapToInt(Place::row).min().orElse(0);
        int left = values.keySet().stream().mapToInt(Place::column).min().orElse(0);
        int bottom = values.keySet().stream().mapToInt(Place::row).max().orElse(0);
        int right = values.keySet().stream().mapToInt(Place::column).max().orElse(0);
        long size = (long) (bottom - top + 1) * (right - left + 1);
        if (size > PageBuilder.MOST_PLACES) {
            throw new ContentTooLargeException(
                    "The sheet '%s' has %s places from its first to its last value; at most %s are written. Save the part that is wanted by itself."
                            .formatted(name, size, PageBuilder.MOST_PLACES));
        }
        List<Cell> cells = new ArrayList<>();
        values.forEach(
                (place, value) -> {
                    Place to = spans.getOrDefault(place, place);
                    cells.add(
                            new Cell(
                                    place.row() - top,
                                    place.column() - left,
                                    Math.max(1, Math.min(bottom, to.row()) - place.row() + 1),
                                    Math.max(1, Math.min(right, to.column()) - place.column() + 1),
                                    place.row() == top,
                                    value.strip()));
                });
        pages.table(cells);
    }
}
