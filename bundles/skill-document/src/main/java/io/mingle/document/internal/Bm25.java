package io.mingle.document.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells how much texts have to do with a question (Robertson and Zaragoza, "The Probabilistic
 * Relevance Framework: BM25 and Beyond", 2009, with k1 = 1.2 and b = 0.75).
 *
 * <p>An index in memory of some thousand pages at most; immutable.
 */
final class Bm25 {

    private static final double K1 = 1.2;
    private static final double B = 0.75;

    private final List<Map<String, Integer>> texts;
    private final Map<String, Integer> holders = new HashMap<>();
    private final double[] lengths;
    private final double average;

    /**
     * Indexes texts.
     *
     * @param words those of each text
     */
    Bm25(List<List<String>> words) {
        texts = words.stream().map(Words::counts).toList();
        lengths = words.stream().mapToDouble(List::size).toArray();
        double sum = 0;
        for (double length : lengths) {
            sum += length;
        }
        average = Math.max(1, sum / Math.max(1, lengths.length));
        texts.forEach(it -> it.keySet().forEach(word -> holders.merge(word, 1, Integer::sum)));
    }

    /** Returns how much a word tells: the fewer texts have it, the more. */
    double weight(String word) {
        int having = holders.getOrDefault(word, 0);
        return Math.log(1 + (texts.size() - having + 0.5) / (having + 0.5));
    }

    /** Returns how well a text fits a question; 0 if they have no word in common. */
    double score(int text, List<String> question) {
        double score = 0;
        for (String word : question) {
            int count = texts.get(text).getOrDefault(word, 0);
            double norm = K1 * (1 - B + B * lengths[text] / average);
            score += weight(word) * count * (K1 + 1) / (count + norm);
        }
        return score;
    }
}
