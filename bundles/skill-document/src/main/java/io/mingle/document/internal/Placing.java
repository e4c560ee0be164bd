package io.mingle.document.internal;

import io.mingle.api.document.PageBox;
import io.mingle.document.internal.layout.PageLayout;
import io.mingle.document.internal.markdown.Draft;
import io.mingle.document.internal.source.TextLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds out where the blocks of a part of a page stand, since the model writes their text alone:
 * where lines of the text layer have the same words; else, if ink falls into as many pieces as
 * there are blocks, in the piece of the same number; else on all the ink of the part.
 */
final class Placing {

    /** How much of a line's words a block needs to have for the line to be part of it. */
    private static final double SHARE = 0.6;

    private Placing() {}

    /** Returns a place for each block. */
    static List<PageBox> of(
            List<Draft> drafts, PageBox part, List<TextLine> lines, PageLayout layout) {
        List<PageBox> places = byWords(drafts, part, lines);
        List<PageBox> pieces = layout.blocks(part);
        boolean oneToOne = pieces.size() == drafts.size();
        PageBox all = layout.inked(part);
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i) == null) {
                places.set(i, oneToOne ? pieces.get(i) : all);
            }
        }
        return places;
    }

    /** Each line goes to the block with most of its words, the one after the last in doubt. */
    private static List<PageBox> byWords(List<Draft> drafts, PageBox part, List<TextLine> lines) {
        List<PageBox> places = new ArrayList<>();
        List<Set<String>> words = new ArrayList<>();
        for (Draft draft : drafts) {
            places.add(null);
            words.add(new HashSet<>(Words.of(draft.text())));
        }
        int last = 0;
        for (TextLine line : lines) {
            List<String> its = Words.of(line.text());
            if (its.isEmpty() || !part.holds(line.box())) {
                continue;
            }
            int best = -1;
            double most = SHARE;
            for (int i = 0; i < drafts.size(); i++) {
                Set<String> there = words.get(i);
                double share = (double) its.stream().filter(there::contains).count() / its.size();
                boolean better = share > most || share == most && (best < 0 || best < last);
                if (better && share >= SHARE) {
                    most = share;
                    best = i;
                }
            }
            if (best >= 0) {
                PageBox place = places.get(best);
                places.set(best, place == null ? line.box() : place.union(line.box()));
                last = best;
            }
        }
        return places;
    }
}
