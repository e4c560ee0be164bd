package io.mingle.trainer.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Byte-pair merges learnt from a corpus until each of its words is one token (Sennrich et al.,
 * 2016, section 3.2, on bytes).
 *
 * <p>Pairs are joined only to parts of lower-case words, with or without a capital and a space in
 * front, to the bars between cells of a table, and to single Chinese characters, so that digits and
 * text in capitals keep one token per character.
 */
final class BytePairs {

    /** What the published tokenizer splits a text with before pairs are joined. */
    static final String SPLIT =
            "'(?i:[sdmt]|ll|ve|re)|[^\\r"
                    + "\\n"
                    + "\\p{L}\\p{N}]?+\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]++[\\r"
                    + "\\n"
                    + "]*|\\s*[\\r"
                    + "\\n"
                    + "]|\\s+(?!\\S)|\\s+";

    /** The same for Java, whose character classes follow Unicode only when told to. */
    private static final Pattern PIECES = Pattern.compile(SPLIT, Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern JOINED =
            Pattern.compile("Ġ?[A-Z]?[a-z]+|Ġ\\[|Ġ?\\|Ċ|Ġ\\||[âãä-éï][¡-¬®-¿Ģ-Ń]{1,2}");
    private static final int MOST_MERGES = 10_000;

    /** Two neighbours that become one token. */
    record Merge(String left, String right) implements Comparable<Merge> {

        String joined() {
            return left + right;
        }

        @Override
        public int compareTo(Merge other) {
            int byLeft = left.compareTo(other.left);
            return byLeft != 0 ? byLeft : right.compareTo(other.right);
        }
    }

    private BytePairs() {}

    /**
     * Returns the 256 single-byte tokens by id: printable bytes in order, then the others, as GPT-2
     * numbers them.
     */
    static List<String> bytes() {
        List<String> tokens = new ArrayList<>(256);
        for (int value = 0; value < 256; value++) {
            if (printable(value)) {
                tokens.add(String.valueOf((char) value));
            }
        }
        for (int value = 0, next = 256; value < 256; value++) {
            if (!printable(value)) {
                tokens.add(String.valueOf((char) next++));
            }
        }
        return tokens;
    }

    /** Learns merges, the first one to be applied first. */
    static List<Merge> learn(Collection<String> corpus) {
        return learn(List.of(), corpus);
    }

    /**
     * Learns the merges that a corpus needs beside known ones. They come behind those, and so leave
     * the tokens of a text alone in which each word is one token already.
     *
     * @return the new ones
     */
    static List<Merge> learn(List<Merge> known, Collection<String> corpus) {
        Map<List<String>, Integer> words = words(corpus, known);
        List<Merge> merges = new ArrayList<>();
        while (merges.size() < MOST_MERGES) {
            Merge best = mostFrequent(words);
            if (best == null) {
                return merges;
            }
            merges.add(best);
            Map<List<String>, Integer> joined = new HashMap<>();
            words.forEach((word, count) -> joined.merge(join(word, best), count, Integer::sum));
            words = joined;
        }
        throw new IllegalArgumentException(
                "A tokenizer was to be made for a corpus that needs more than "
                        + MOST_MERGES
                        + " merges; give a smaller corpus.");
    }

    /** Splits a text into tokens with merges learnt before. */
    static List<String> encode(String text, List<Merge> merges) {
        List<String> tokens = new ArrayList<>();
        Matcher pieces = PIECES.matcher(text);
        while (pieces.find()) {
            tokens.addAll(joined(pieces.group(), merges));
        }
        return tokens;
    }

    private static Map<List<String>, Integer> words(Collection<String> corpus, List<Merge> known) {
        Map<List<String>, Integer> words = new HashMap<>();
        for (String text : corpus) {
            Matcher pieces = PIECES.matcher(text);
            while (pieces.find()) {
                words.merge(joined(pieces.group(), known), 1, Integer::sum);
            }
        }
        return words;
    }

    private static List<String> joined(String piece, List<Merge> merges) {
        List<String> symbols = symbols(piece);
        for (Merge merge : merges) {
            symbols = join(symbols, merge);
        }
        return symbols;
    }

    private static Merge mostFrequent(Map<List<String>, Integer> words) {
        Map<Merge, Integer> counts = new TreeMap<>();
        words.forEach(
                (word, count) -> {
                    for (int i = 0; i + 1 < word.size(); i++) {
                        Merge pair = new Merge(word.get(i), word.get(i + 1));
                        if (JOINED.matcher(pair.joined()).matches()) {
                            counts.merge(pair, count, Integer::sum);
                        }
                    }
                });
        Merge best = null;
        for (Map.Entry<Merge, Integer> entry : counts.entrySet()) {
            if (best == null || entry.getValue() > counts.get(best)) {
                best = entry.getKey();
            }
        }
        return best;
    }

    private static List<String> join(List<String> word, Merge merge) {
        List<String> joined = new ArrayList<>(word.size());
        for (int i = 0; i < word.size(); i++) {
            boolean pair =
                    i + 1 < word.size()
                            && word.get(i).equals(merge.left())
                            && word.get(i + 1).equals(merge.right());
            joined.add(pair ? merge.joined() : word.get(i));
            if (pair) {
                i++;
            }
        }
        return joined;
    }

    private static List<String> symbols(String piece) {
        List<String> symbols = new ArrayList<>();
        for (byte value : piece.getBytes(StandardCharsets.UTF_8)) {
            symbols.add(symbol(value & 255));
        }
        return symbols;
    }

    private static String symbol(int value) {
        if (printable(value)) {
            return String.valueOf((char) value);
        }
        int before = 0;
        for (int other = 0; other < value; other++) {
            before += printable(other) ? 0 : 1;
        }
        return String.valueOf((char) (256 + before));
    }

    private static boolean printable(int value) {
        return value >= '!' && value <= '~' || value >= 0xA1 && value <= 0xAC || value >= 0xAE;
    }
}
