package io.mingle.document.internal.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Cuts a page into parts along its blank rows and columns, the widest first (Nagy and Seth,
 * "Hierarchical representation of optically scanned documents", 1984). The parts come in the order
 * of reading: upper before lower, left before right.
 *
 * <p>Where nothing is blank and a part is still too large, it is cut where there is least ink in
 * its middle half, across its longer side.
 */
final class XyCut {

    private static final int DEEPEST = 64;

    private final Ink ink;
    private final int leastRows;
    private final int leastColumns;
    private final List<Rect> parts = new ArrayList<>();

    private XyCut(Ink ink, int leastRows, int leastColumns) {
        this.ink = ink;
        this.leastRows = Math.max(1, leastRows);
        this.leastColumns = Math.max(1, leastColumns);
    }

    /**
     * Cuts along all gaps.
     *
     * @param leastRows how many blank rows are a gap
     * @param leastColumns how many blank columns are a gap
     * @return the parts without margins; none if there is no ink
     */
    static List<Rect> blocks(Ink ink, Rect part, int leastRows, int leastColumns) {
        XyCut cut = new XyCut(ink, leastRows, leastColumns);
        cut.cut(part, it -> false, false, 0);
        return cut.parts;
    }

    /**
     * Cuts until every part fits.
     *
     * @param fits whether a part is small enough
     */
    static List<Rect> fitting(
            Ink ink, Rect part, int leastRows, int leastColumns, Predicate<Rect> fits) {
        XyCut cut = new XyCut(ink, leastRows, leastColumns);
        cut.cut(part, fits, true, 0);
        return cut.parts;
    }

    private void cut(Rect wide, Predicate<Rect> fits, boolean forced, int depth) {
        Rect part = ink.trimmed(wide);
        if (part == null) {
            return;
        }
        Gap rows = rows(part);
        Gap columns = columns(part);
        boolean mayRows = rows.size() >= leastRows;
        boolean mayColumns = columns.size() >= leastColumns;
        if (fits.test(part) || depth == DEEPEST || !forced && !mayRows && !mayColumns) {
            parts.add(part);
        } else if (mayRows
                && (!mayColumns || rows.size() * leastColumns >= columns.size() * leastRows)) {
            cutBelow(part, rows.middle(), fits, forced, depth);
        } else if (mayColumns) {
            cutRight(part, columns.middle(), fits, forced, depth);
        } else if (part.height() >= part.width()) {
            cutBelow(part, leastRow(part), fits, forced, depth);
        } else {
            cutRight(part, leastColumn(part), fits, forced, depth);
        }
    }

    private void cutBelow(Rect part, int y, Predicate<Rect> fits, boolean forced, int depth) {
        cut(new Rect(part.x0(), part.y0(), part.x1(), y), fits, forced, depth + 1);
        cut(new Rect(part.x0(), y, part.x1(), part.y1()), fits, forced, depth + 1);
    }

    private void cutRight(Rect part, int x, Predicate<Rect> fits, boolean forced, int depth) {
        cut(new Rect(part.x0(), part.y0(), x, part.y1()), fits, forced, depth + 1);
        cut(new Rect(x, part.y0(), part.x1(), part.y1()), fits, forced, depth + 1);
    }

    /** Blank rows or columns in a row. */
    private record Gap(int from, int to) {
        int size() {
            return to - from;
        }

        int middle() {
            return (from + to) / 2;
        }
    }

    private Gap rows(Rect part) {
        Gap widest = new Gap(0, 0);
        int from = part.y0();
        for (int y = part.y0(); y < part.y1(); y++) {
            if (ink.count(part.x0(), y, part.x1(), y + 1) > 0) {
                widest = y - from > widest.size() ? new Gap(from, y) : widest;
                from = y + 1;
            }
        }
        return widest;
    }

    private Gap columns(Rect part) {
        Gap widest = new Gap(0, 0);
        int from = part.x0();
        for (int x = part.x0(); x < part.x1(); x++) {
            if (ink.count(x, part.y0(), x + 1, part.y1()) > 0) {
                widest = x - from > widest.size() ? new Gap(from, x) : widest;
                from = x + 1;
            }
        }
        return widest;
    }

    private int leastRow(Rect part) {
        int from = part.y0() + Math.max(1, part.height() / 4);
        int best = from;
        for (int y = from; y < part.y1() - part.height() / 4; y++) {
            if (ink.count(part.x0(), y, part.x1(), y + 1)
                    < ink.count(part.x0(), best, part.x1(), best + 1)) {
                best = y;
            }
        }
        return Math.min(best, part.y1() - 1);
    }

    private int leastColumn(Rect part) {
        int from = part.x0() + Math.max(1, part.width() / 4);
        int best = from;
        for (int x = from; x < part.x1() - part.width() / 4; x++) {
            if (ink.count(x, part.y0(), x + 1, part.y1())
                    < ink.count(best, part.y0(), best + 1, part.y1())) {
                best = x;
            }
        }
        return Math.min(best, part.x1() - 1);
    }
}
