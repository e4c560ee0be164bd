package io.mingle.gui.simulator.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts invented words in the place of most words of a phone. Who learns from a few dozen names and
 * texts learns them by heart; who never meets the same twice has to read them and to copy them,
 * letter by letter.
 */
final class InventedWords {

    /** How many of a hundred words are invented. */
    private static final int SHARE = 70;

    private static final int TRIES = 20;
    private static final int LONGEST_TEXT = 18;
    private static final int MOST_WORDS = 4;

    private static final String[] ONSETS =
            ("b|c|d|f|g|h|j|k|l|m|n|p|r|s|t|v|w|y|z|br|ch|cl|dr|fl|gr|pl|qu|sh|st|th|tr")
                    .split("\\|");

    /** A letter that comes twice is lost by who only looks for what was written last. */
    private static final String[] DOUBLES = "bb|dd|ff|gg|ll|mm|nn|pp|rr|ss|tt".split("\\|");

    private static final String[] VOWELS = "a|e|i|o|u|a|e|i|o|ai|ea|ee|oa|oo|ou".split("\\|");
    private static final String[] CODAS =
            "|||b|ck|d|g|l|ll|m|n|nd|ng|nt|p|r|rk|s|st|t|x".split("\\|");

    private static final String[] ENDS = {"", "?", "!", "."};

    private static final String[] PLAIN =
            ("a|all|and|are|at|bad|bus|call|car|come|day|do|eat|for|from|go|good|he|here|home|how|I"
                            + "|in|is|it|late|let|me|my|new|no|now|of|old|on|one|our|out|see|she"
                            + "|six|soon|the|they|this|to|two|up|us|wait|we|well|when|why|yes|you")
                    .split("\\|");

    private final Random random;
    private final boolean chinese;
    private final Words known;
    private final Set<String> never;

    private InventedWords(Random random, boolean chinese, Words known, Words never) {
        this.random = random;
        this.chinese = chinese;
        this.known = known;
        this.never =
                Stream.of(
                                never.names(),
                                never.texts(),
                                never.wanted(),
                                never.products(),
                                never.topics())
                        .flatMap(List::stream)
                        .collect(Collectors.toSet());
    }

    /**
     * Returns as many words of each sort.
     *
     * @param known what stands for the rest, and in Chinese whose characters are used
     * @param never what must not be invented
     */
    static Words among(Random random, boolean chinese, Words known, Words never) {
        return new InventedWords(random, chinese, known, never).words();
    }

    private Words words() {
        String texts = characters(known.texts()) + characters(known.wanted());
        return chinese
                ? new Words(
                        mixed(known.names(), this::chineseName),
                        mixed(known.texts(), () -> characters(texts, 2, 5)),
                        mixed(known.wanted(), () -> characters(texts, 2, 5)),
                        mixed(
                                known.products(),
                                () -> characters(characters(known.products()), 2, 2)),
                        mixed(known.topics(), () -> characters(characters(known.topics()), 2, 2)),
                        known.facts())
                : new Words(
                        mixed(known.names(), () -> capital(word(2))),
                        mixed(known.texts(), () -> capital(text()) + any(ENDS)),
                        mixed(known.wanted(), this::text),
                        mixed(known.products(), () -> word(2 + random.nextInt(2))),
                        mixed(known.topics(), () -> capital(word(2)) + "s"),
                        known.facts());
    }

    /** None is part of another: screens are searched for them. */
    private List<String> mixed(List<String> words, Supplier<String> invention) {
        List<String> mixed = new ArrayList<>(words);
        for (int i = 0; i < words.size(); i++) {
            if (random.nextInt(100) < SHARE) {
                mixed.set(i, invented(mixed, invention).orElse(words.get(i)));
            }
        }
        return List.copyOf(mixed);
    }

    private Optional<String> invented(List<String> others, Supplier<String> invention) {
        return Stream.generate(invention)
                .limit(TRIES)
                .filter(it -> !never.contains(it) && !isPart(it, others))
                .findFirst();
    }

    private static boolean isPart(String word, List<String> others) {
        return others.stream().anyMatch(it -> it.contains(word) || word.contains(it));
    }

    private String text() {
        StringBuilder text = new StringBuilder(next());
        for (int i = random.nextInt(MOST_WORDS); i > 0; i--) {
            String next = next();
            if (text.length() + 1 + next.length() <= LONGEST_TEXT) {
                text.append(' ').append(next);
            }
        }
        return text.toString();
    }

    private String next() {
        return switch (random.nextInt(8)) {
            case 0 -> Integer.toString(random.nextInt(100));
            case 1, 2 -> word(1 + random.nextInt(2));
            default -> any(PLAIN);
        };
    }

    private String word(int syllables) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < syllables; i++) {
            boolean isDouble = i > 0 && random.nextInt(3) == 0;
            word.append(any(isDouble ? DOUBLES : ONSETS)).append(any(VOWELS));
        }
        return word.append(any(CODAS)).toString();
    }

    private String any(String[] of) {
        return of[random.nextInt(of.length)];
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private String chineseName() {
        List<String> names = known.names();
        String family = names.get(random.nextInt(names.size())).substring(0, 1);
        String given = names.get(random.nextInt(names.size())).substring(1);
        return family + given;
    }

    private String characters(String of, int fewest, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = fewest + random.nextInt(most - fewest + 1); i > 0; i--) {
            text.append(of.charAt(random.nextInt(of.length())));
        }
        return text.toString();
    }

    private static String characters(List<String> words) {
        return String.join("", words).replaceAll("\\P{IsHan}", "");
    }
}
