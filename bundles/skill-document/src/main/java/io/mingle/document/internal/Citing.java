package io.mingle.document.internal;

import io.mingle.api.document.DocumentAnswer.Citation;
import io.mingle.api.document.PageBox;
import io.mingle.document.internal.source.TextLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the lines that an answer rests on: those with most of its words, of rare words above all;
 * of equals, those with words of the question.
 */
final class Citing {

    private static final int MOST = 3;

    /** How much of the answer's words, or of its own, a line needs to share. */
    private static final double SHARE = 0.5;

    private Citing() {}

    private record Found(Citation citation, double score) {}

    static List<Citation> of(String answer, String question, List<Passage> passages, Bm25 index) {
        Set<String> said = new HashSet<>(Words.of(answer));
        Set<String> asked = new HashSet<>(Words.of(question));
        List<Found> found = new ArrayList<>();
        for (Passage passage : passages) {
            for (TextLine line : passage.lines()) {
                Set<String> its = new HashSet<>(Words.of(line.text()));
                double shared = weight(its, said, index);
                boolean enough =
                        shared > 0
                                && (shared >= SHARE * weight(said, said, index)
                                        || shared >= SHARE * weight(its, its, index));
                if (enough) {
                    double score = shared + 0.5 * weight(its, asked, index);
                    found.add(new Found(citation(passage, line), score));
                }
            }
        }
        return found.stream()
                .sorted(Comparator.comparingDouble(Found::score).reversed())
                .limit(MOST)
                .map(Found::citation)
                .toList();
    }

    private static double weight(Set<String> words, Set<String> among, Bm25 index) {
        return words.stream().filter(among::contains).mapToDouble(index::weight).sum();
    }

    private static Citation citation(Passage passage, TextLine line) {
        PageBox box = line.box();
        return new Citation(
                passage.page().number(), box, box.thousandths(passage.page()), line.text());
    }
}
