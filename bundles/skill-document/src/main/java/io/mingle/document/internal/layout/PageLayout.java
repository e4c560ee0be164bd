package io.mingle.document.internal.layout;

import io.mingle.api.document.PageBox;
import io.mingle.document.internal.source.SourcePage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where on a page something stands, as far as ink tells.
 *
 * <p>Works on a drawing of the page with up to 100 dots per inch.
 */
public final class PageLayout {

    private static final double DPI = 100;
    private static final long PIXELS = 2_000_000;

    /** Blank rows between paragraphs and columns between columns of text, in inches. */
    private static final double ROWS = 0.11;

    private static final double COLUMNS = 0.15;

    /** How much a part is wider than its ink, in inches, so that no letter is cut. */
    private static final double MARGIN = 0.08;

    private final SourcePage page;
    private final Ink ink;
    private final double scale;

    private PageLayout(SourcePage page, Ink ink) {
        this.page = page;
        this.ink = ink;
        this.scale = page.width() / ink.width();
    }

    /** Draws a page and looks at its ink. */
    public static PageLayout of(SourcePage page) {
        return new PageLayout(page, Ink.of(page.draw(page.whole(), PIXELS, DPI)));
    }

    /**
     * Cuts the page into parts that fit, as few as can be made of neighbours.
     *
     * @param fits whether a part is small enough
     * @return in the order of reading; none if the page is blank
     */
    public List<PageBox> parts(PageBox whole, Predicate<PageBox> fits) {
        if (ink.trimmed(pixels(whole)) == null) {
            return List.of();
        }
        if (fits.test(whole)) {
            return List.of(whole);
        }
        Predicate<Rect> small =
                it -> fits.test(within(it)) || Math.min(it.width(), it.height()) < 4;
        List<Rect> joined = new ArrayList<>();
        List<Rect> all = XyCut.fitting(ink, pixels(whole), rows(), columns(), small);
        for (Rect part : all) {
            Rect last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            Rect both = last == null ? null : last.union(part);
            boolean together =
                    both != null
                            && small.test(both)
                            && all.stream()
                                    .noneMatch(
                                            it ->
                                                    it != part
                                                            && it.overlaps(both)
                                                            && !inside(it, last));
            if (together) {
                joined.set(joined.size() - 1, both);
            } else {
                joined.add(part);
            }
        }
        return joined.stream().map(this::within).toList();
    }

    private static boolean inside(Rect part, Rect whole) {
        return whole.union(part).equals(whole);
    }

    /** Returns the places of paragraphs, tables and pictures in a part, in the order of reading. */
    public List<PageBox> blocks(PageBox part) {
        return XyCut.blocks(ink, pixels(part), rows(), columns()).stream().map(this::box).toList();
    }

    /** Returns the place of all ink in a part, or the part if there is none. */
    public PageBox inked(PageBox part) {
        Rect trimmed = ink.trimmed(pixels(part));
        return trimmed == null ? part : box(trimmed);
    }

    /** Returns a part without what is blank around its ink, but for a margin. */
    public PageBox tight(PageBox part) {
        Rect trimmed = ink.trimmed(pixels(part));
        return trimmed == null ? part : within(trimmed);
    }

    private int rows() {
        return (int) Math.round(ROWS * page.inch() / scale);
    }

    private int columns() {
        return (int) Math.round(COLUMNS * page.inch() / scale);
    }

    private Rect pixels(PageBox box) {
        return new Rect(
                clamped(Math.floor(box.x0() / scale), ink.width()),
                clamped(Math.floor(box.y0() / scale), ink.height()),
                clamped(Math.ceil(box.x1() / scale), ink.width()),
                clamped(Math.ceil(box.y1() / scale), ink.height()));
    }

    private static int clamped(double value, int most) {
        return (int) Math.max(0, Math.min(most, value));
    }

    private PageBox box(Rect part) {
        return new PageBox(
                part.x0() * scale,
                part.y0() * scale,
                Math.min(page.width(), part.x1() * scale),
                Math.min(page.height(), part.y1() * scale));
    }

    private PageBox within(Rect part) {
        PageBox box = box(part);
        double margin = MARGIN * page.inch();
        return new PageBox(
                Math.max(0, box.x0() - margin),
                Math.max(0, box.y0() - margin),
                Math.min(page.width(), box.x1() + margin),
                Math.min(page.height(), box.y1() + margin));
    }
}
