package io.mingle.decode;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows whose keys and values lie in one segment, one behind the other: what can be read without
 * being copied.
 *
 * @param place of the first row within the segment
 * @param count of rows
 */
record Run(Segment segment, int place, int count) {

    /** Joins pages that follow one another. */
    static List<Run> of(List<Page> pages) {
        List<Run> runs = new ArrayList<>();
        for (int from = 0, to; from < pages.size(); from = to) {
            to = from + 1;
            while (to < pages.size() && pages.get(to - 1).isFollowedBy(pages.get(to))) {
                to++;
            }
            Page first = pages.get(from);
            runs.add(
                    new Run(
                            first.segment(),
                            first.number() * KvPool.PAGE,
                            (to - from) * KvPool.PAGE));
        }
        return runs;
    }

    /** Returns the part of some runs from row {@code from} up to row {@code to}. */
    static List<Run> between(List<Run> runs, int from, int to) {
        List<Run> part = new ArrayList<>();
        int start = 0;
        for (Run run : runs) {
            int first = Math.max(from, start);
            int last = Math.min(to, start + run.count);
            if (first < last) {
                part.add(new Run(run.segment, run.place + first - start, last - first));
            }
            start += run.count;
        }
        return part;
    }
}
