package io.mingle.trainer.internal.drawing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Says in many ways, in English and Chinese, what is to be changed. */
final class ChangeWords {

    /** With the shape that is there first, and what it becomes second. */
    private static final Map<Change.Sort, List<String>> ENGLISH =
            Map.of(
                    Change.Sort.COLOUR,
                            List.of(
                                    "make %s %s",
                                    "turn %s %s",
                                    "paint %s %s",
                                    "change the colour of %s to %s",
                                    "change the color of %s to %s"),
                    Change.Sort.REMOVE,
                            List.of("remove %s", "delete %s", "erase %s", "take away %s"),
                    Change.Sort.ADD, List.of("add %2$s", "draw %2$s too", "put %2$s into it"),
                    Change.Sort.REPLACE,
                            List.of("replace %s with %s", "turn %s into %s", "change %s to %s"));

    private static final Map<Change.Sort, List<String>> CHINESE =
            Map.of(
                    Change.Sort.COLOUR, List.of("把%s变成%s", "把%s改成%s", "将%s涂成%s"),
                    Change.Sort.REMOVE, List.of("去掉%s", "删除%s", "把%s擦掉"),
                    Change.Sort.ADD, List.of("加上%2$s", "添加%2$s", "再画%2$s"),
                    Change.Sort.REPLACE, List.of("把%s换成%s", "用%2$s代替%1$s"));

    private ChangeWords() {}

    /**
     * Words a change, one time in four in Chinese.
     *
     * @param named what the shape is called that is there
     */
    static String of(SplittableRandom random, Change change, Optional<Naming> named) {
        boolean chinese = random.nextInt(4) == 0;
        String pattern = Words.any(random, (chinese ? CHINESE : ENGLISH).get(change.sort()));
        String old = named.map(it -> chinese ? it.chinese(random) : it.english()).orElse("");
        String fresh = change.fresh().map(it -> fresh(random, change, it, chinese)).orElse("");
        String said = pattern.formatted(old, fresh);
        boolean proper = random.nextInt(4) == 0;
        return proper ? Character.toUpperCase(said.charAt(0)) + said.substring(1) : said;
    }

    private static String fresh(
            SplittableRandom random, Change change, PlacedShape shape, boolean chinese) {
        return switch (change.sort()) {
            case COLOUR -> chinese ? Words.COLOURS.get(shape.colour()) : shape.colour().word();
            case REPLACE -> one(random, Group.of(1, shape.kind()), chinese);
            default -> one(random, Group.of(1, shape.colour(), shape.kind()), chinese);
        };
    }

    private static String one(SplittableRandom random, Group group, boolean chinese) {
        return chinese ? Words.chinese(random, group) : Words.english(random, group);
    }
}
