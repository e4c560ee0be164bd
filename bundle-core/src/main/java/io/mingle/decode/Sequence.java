package io.mingle.decode;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows that were run one after the other, and the pages that hold their keys and values.
 *
 * <p>Its steps and all its methods belong to the device's thread. Closing it gives the pages back.
 */
public final class Sequence implements AutoCloseable {

    private final KvPool pool;
    private final List<Page> pages = new ArrayList<>();
    private List<Run> runs = List.of();
    private int length;

    Sequence(KvPool pool) {
        this.pool = pool;
    }

    /** Returns how many rows were run. */
    public int length() {
        return length;
    }

    /**
     * Takes pages for so many rows, those that were run among them; all that are missing or none.
     *
     * @throws io.mingle.api.error.MemoryRefusedException if there is no memory for them
     */
    public void reserve(int rows) {
        int missing = KvPool.pagesOf(rows) - pages.size();
        if (missing > 0) {
            pool.extend(pages, missing);
            runs = Run.of(pages);
        }
    }

    /** Returns whether its pages do not follow one another, so that a step copies them together. */
    public boolean isScattered() {
        return runs.size() > 1;
    }

    /** Forgets all rows but the first {@code rows}, and keeps the pages. */
    public void rewind(int rows) {
        if (rows > length) {
            throw new IllegalArgumentException(
                    "A sequence of %s rows cannot go back to %s.".formatted(length, rows));
        }
        length = rows;
    }

    /**
     * Returns a new sequence that begins with the rows of this one, as far as they fill pages: it
     * holds the same pages.
     */
    public Sequence fork() {
        Sequence other = new Sequence(pool);
        int whole = length / KvPool.PAGE;
        other.pages.addAll(pages.subList(0, whole));
        pool.share(other.pages);
        other.runs = Run.of(other.pages);
        other.length = whole * KvPool.PAGE;
        return other;
    }

    /** Returns where the rows from {@code from} up to {@code to} lie, or are to lie. */
    List<Run> runs(int from, int to) {
        return Run.between(runs, from, to);
    }

    /** Returns whether any of its next rows would lie in a page that others hold, too. */
    boolean isShared(int rows) {
        return pages.subList(length / KvPool.PAGE, KvPool.pagesOf(length + rows)).stream()
                .anyMatch(page -> page.segment().isShared(page.number()));
    }

    void ran(int rows) {
        length += rows;
    }

    int room() {
        return pages.size() * KvPool.PAGE;
    }

    /** Gives all pages back; the sequence is empty then, and can begin anew. */
    @Override
    public void close() {
        pool.cut(pages, 0);
        runs = List.of();
        length = 0;
    }
}
