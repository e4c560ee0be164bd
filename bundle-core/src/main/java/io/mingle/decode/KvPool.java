package io.mingle.decode;

import io.mingle.api.error.MemoryRefusedException;
import io.mingle.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys and values of all sequences of an engine, in pages of some rows (W. Kwon and others,
 * Efficient Memory Management for Large Language Model Serving with PagedAttention, 2023, section
 * 4).
 *
 * <p>Pages of one sequence follow one another within a segment for as long as there is room: what
 * follows one another is read where it lies, what does not is copied together. Segments come from
 * the ledger when no page is free, and go back when none of their pages is held. Device thread
 * only.
 */
final class KvPool {

    /** Rows of a page. */
    static final int PAGE = 32;

    /** Pages of a segment, where there is memory for them. */
    private static final int SEGMENT = 64;

    /** Where segments come from. */
    interface Memory {

        /**
         * Makes room for the keys and values of so many rows.
         *
         * @throws MemoryRefusedException if there is not enough memory
         */
        Tensor take(int rows);

        /** Returns for how many rows more memory may be taken than is needed now. */
        long spareRows();
    }

    /** Free pages of a segment that follow one another. */
    private record Gap(Segment segment, int first, int count) {}

    private final Memory memory;
    private final List<Segment> segments = new ArrayList<>();

    KvPool(Memory memory) {
        this.memory = memory;
    }

    /** Returns how many pages so many rows take. */
    static int pagesOf(int rows) {
        return (rows + PAGE - 1) / PAGE;
    }

    /**
     * Appends pages to those of a sequence, all or none.
     *
     * @throws MemoryRefusedException if there is no memory for them
     */
    void extend(List<Page> pages, int count) {
        int before = pages.size();
        try {
            while (pages.size() < before + count) {
                append(pages, next(pages, before + count - pages.size()));
            }
        } catch (RuntimeException | Error e) {
            cut(pages, before);
            throw e;
        }
    }

    /** Returns the bytes of all segments. */
    long bytes() {
        return segments.stream().mapToLong(segment -> segment.tensor().bytes()).sum();
    }

    private static void append(List<Page> pages, Gap gap) {
        for (int i = 0; i < gap.count; i++) {
            gap.segment.hold(gap.first + i);
            pages.add(new Page(gap.segment, gap.first + i));
        }
    }

    /** Returns where the next pages are to be, at least one and at most {@code wanted}. */
    private Gap next(List<Page> pages, int wanted) {
        if (!pages.isEmpty()) {
            Page last = pages.get(pages.size() - 1);
            int behind = last.segment().freeFrom(last.number() + 1);
            if (behind > 0) {
                return new Gap(last.segment(), last.number() + 1, Math.min(behind, wanted));
            }
        }
        Gap largest = largest();
        if (largest.count >= wanted) {
            return within(largest, wanted);
        }
        try {
            return new Gap(newSegment(wanted), 0, wanted);
        } catch (MemoryRefusedException e) {
            if (largest.count == 0) {
                throw e;
            }
            return largest;
        }
    }

    /** Whoever holds the page before a gap may grow into it: it is left half of it. */
    private static Gap within(Gap gap, int wanted) {
        int apart = gap.first == 0 ? 0 : Math.min(gap.count / 2, gap.count - wanted);
        return new Gap(gap.segment, gap.first + apart, wanted);
    }

    private Gap largest() {
        Gap largest = new Gap(null, 0, 0);
        for (Segment segment : segments) {
            for (int page = 0; page < segment.pages(); page++) {
                int free = segment.freeFrom(page);
                if (free > largest.count) {
                    largest = new Gap(segment, page, free);
                }
                page += free;
            }
        }
        return largest;
    }

    private Segment newSegment(int wanted) {
        long spare = Math.min(SEGMENT, memory.spareRows() / PAGE);
        int pages = Math.max(wanted, (int) spare);
        Segment segment = new Segment(memory.take(Math.multiplyExact(pages, PAGE)), pages);
        segments.add(segment);
        return segment;
    }

    /** Holds pages once more, for another sequence that begins with them. */
    void share(List<Page> pages) {
        pages.forEach(page -> page.segment().hold(page.number()));
    }

    /** Lets go of all pages but the first {@code left}. */
    void cut(List<Page> pages, int left) {
        while (pages.size() > left) {
            Page page = pages.remove(pages.size() - 1);
            page.segment().release(page.number());
            if (page.segment().isUnused()) {
                segments.remove(page.segment());
                page.segment().tensor().close();
            }
        }
    }

    /** Frees all segments; their pages are not to be used any more. */
    void close() {
        segments.forEach(segment -> segment.tensor().close());
        segments.clear();
    }
}
