package io.mingle.trainer.internal.text;

import io.mingle.gui.simulator.state.Language;
import io.mingle.gui.simulator.state.Split;
import io.mingle.gui.simulator.state.Words;
import io.mingle.trainer.data.Difference;
import io.mingle.trainer.data.Turn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Draws questions whose answers stand in them: to be written again as they are, to be looked up
 * under a name, to be counted through because words are repeated, or to be subtracted.
 *
 * @param split of the words
 */
record Copying(Split split) {

    private static final List<String> REPEATED =
            List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "red", "go");

    private static final List<String> ENGLISH =
            List.of(
                    "Write \"%s\".",
                    "Write: %s", "The text is: %s\nWrite it.", "%s\nWrite this again.");
    private static final List<String> CHINESE = List.of("写“%s”。", "写：%s", "%s\n再写一遍。");

    private static final int MOST = 5;
    private static final int LONGEST = 8;
    private static final int LARGEST = 100;

    Turn draw(SplittableRandom random) {
        Random choices = new Random(random.nextLong());
        Language language = choices.nextInt(4) == 0 ? Language.ZH : Language.EN;
        Words words = Words.of(language, split, choices.nextLong());
        return switch (choices.nextInt(4)) {
            case 0 -> written(choices, language, text(choices, words));
            case 1 -> written(choices, language, repeated(choices));
            case 2 -> subtracted(choices, words);
            default -> lookedUp(choices, language, words);
        };
    }

    private static Turn written(Random random, Language language, String text) {
        String pattern = any(random, language == Language.ZH ? CHINESE : ENGLISH);
        return new Turn(pattern.formatted(text), text);
    }

    /** Who looks only for what was written last loses the place here. */
    private static String repeated(Random random) {
        List<String> few = List.of(any(random, REPEATED), any(random, REPEATED));
        return IntStream.rangeClosed(0, 1 + random.nextInt(LONGEST))
                .mapToObj(it -> any(random, random.nextInt(3) == 0 ? REPEATED : few))
                .collect(Collectors.joining(" "));
    }

    private static Turn lookedUp(Random random, Language language, Words words) {
        boolean chinese = language == Language.ZH;
        List<String> names = new ArrayList<>(words.names());
        Collections.shuffle(names, random);
        int count = 2 + random.nextInt(MOST - 1);
        List<String> values = new ArrayList<>();
        StringBuilder question = new StringBuilder();
        for (int i = 0; i < count; i++) {
            values.add(text(random, words));
            question.append(
                    (chinese ? "%s：%s\n" : "%s: %s\n").formatted(names.get(i), values.get(i)));
        }
        int which = random.nextInt(count);
        question.append(
                (chinese ? "%s后面是什么？" : "What stands beside %s?").formatted(names.get(which)));
        return new Turn(question.toString(), values.get(which));
    }

    /** As charts are asked about, whose numbers have to be seen besides. */
    private static Turn subtracted(Random random, Words words) {
        List<String> names = new ArrayList<>(words.names());
        Collections.shuffle(names, random);
        List<Integer> values = new ArrayList<>();
        StringBuilder question = new StringBuilder();
        int count = 2 + random.nextInt(MOST - 1);
        for (int i = 0; i < count; i++) {
            values.add(1 + random.nextInt(LARGEST));
            question.append("%s: %d\n".formatted(names.get(i), values.get(i)));
        }
        int one = random.nextInt(values.size());
        int other = (one + 1 + random.nextInt(values.size() - 1)) % values.size();
        Difference difference =
                new Difference(
                        names.get(one), values.get(one), names.get(other), values.get(other));
        return new Turn(question + difference.question(), difference.reply());
    }

    private static String text(Random random, Words words) {
        return switch (random.nextInt(5)) {
            case 0 -> any(random, words.names());
            case 1 -> any(random, words.wanted());
            case 2 -> any(random, words.products());
            case 3 -> Integer.toString(random.nextInt(1000));
            default -> String.format(Locale.ROOT, "%06d", random.nextInt(1_000_000));
        };
    }

    private static <T> T any(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
