package io.mingle.trainer.internal.drawing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Says in many ways, in English and Chinese, what is to be drawn. */
final class WishWords {

    private static final List<String> BEGINNINGS =
            List.of("", "", "", "", "draw ", "please draw ", "paint ", "a picture of ", "show ");

    private static final List<String> CHINESE_BEGINNINGS = List.of("", "", "画", "请画", "画出");

    private static final Map<Relation, List<String>> RELATIONS =
            Map.of(
                    Relation.ABOVE, List.of("above", "above", "over"),
                    Relation.BELOW, List.of("below", "below", "under"),
                    Relation.LEFT, List.of("left of", "to the left of"),
                    Relation.RIGHT, List.of("right of", "to the right of"));

    private static final Map<Relation, List<String>> CHINESE_RELATIONS =
            Map.of(
                    Relation.ABOVE, List.of("上方", "上面"),
                    Relation.BELOW, List.of("下方", "下面"),
                    Relation.LEFT, List.of("左边", "左侧"),
                    Relation.RIGHT, List.of("右边", "右侧"));

    private WishWords() {}

    /** Words a wish, one time in four in Chinese. */
    static String of(SplittableRandom random, Wish wish) {
        return random.nextInt(4) == 0 ? chinese(random, wish) : english(random, wish);
    }

    static String english(SplittableRandom random, Wish wish) {
        String first = Words.english(random, wish.groups().get(0));
        String said =
                second(wish)
                        .map(
                                it ->
                                        first
                                                + " "
                                                + wish.relation()
                                                        .map(
                                                                r ->
                                                                        Words.any(
                                                                                random,
                                                                                RELATIONS.get(r)))
                                                        .orElse("and")
                                                + " "
                                                + Words.english(random, it))
                        .orElse(first);
        String whole = Words.any(random, BEGINNINGS) + said;
        return finished(random, whole, ".");
    }

    static String chinese(SplittableRandom random, Wish wish) {
        String first = Words.chinese(random, wish.groups().get(0));
        String said =
                second(wish).map(it -> joined(random, first, wish.relation(), it)).orElse(first);
        return finished(random, Words.any(random, CHINESE_BEGINNINGS) + said, "。");
    }

    private static String joined(
            SplittableRandom random, String first, Optional<Relation> relation, Group second) {
        String other = Words.chinese(random, second);
        return relation.map(
                        it ->
                                first
                                        + "在"
                                        + other
                                        + "的"
                                        + Words.any(random, CHINESE_RELATIONS.get(it)))
                .orElse(first + "和" + other);
    }

    private static Optional<Group> second(Wish wish) {
        return wish.groups().stream().skip(1).findFirst();
    }

    /** Some write a capital letter first and a full stop last. */
    private static String finished(SplittableRandom random, String text, String stop) {
        String start =
                random.nextInt(4) == 0
                        ? Character.toUpperCase(text.charAt(0)) + text.substring(1)
                        : text;
        return random.nextInt(4) == 0 ? start + stop : start;
    }
}
