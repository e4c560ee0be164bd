package io.mingle.video.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Chooses texts by the words that they share with a question, rare ones counting more (inverse
 * document frequency).
 */
final class SharedWords {

    private SharedWords() {}

    /**
     * Chooses.
     *
     * @param most how many at most
     * @return numbers of texts, the best first; where nothing is shared, some from everywhere
     */
    static List<Integer> best(String question, List<String> texts, int most) {
        Set<String> asked = words(question);
        List<Set<String>> each = texts.stream().map(SharedWords::words).toList();
        double[] scores = new double[texts.size()];
        for (String word : asked) {
            long having = each.stream().filter(it -> it.contains(word)).count();
            for (int i = 0; i < scores.length; i++) {
                if (each.get(i).contains(word)) {
                    scores[i] += Math.log(1 + (double) texts.size() / having);
                }
            }
        }
        if (Arrays.stream(scores).allMatch(it -> it == 0)) {
            int count = Math.min(most, texts.size());
            return IntStream.range(0, count)
                    .map(i -> (int) ((2L * i + 1) * texts.size() / (2L * count)))
                    .boxed()
                    .toList();
        }
        return IntStream.range(0, scores.length)
                .filter(i -> scores[i] > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -scores[i]))
                .limit(most)
                .toList();
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(it -> it.length() > 2 || it.chars().anyMatch(c -> c > 0x2e7f))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
