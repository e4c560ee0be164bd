package io.mingle.trainer.internal.drawing;

import io.mingle.trainer.data.ShapeColour;
import io.mingle.trainer.data.ShapeKind;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What shapes, colours and numbers are called in English and Chinese. */
final class Words {

    static final Map<ShapeKind, List<String>> KINDS =
            Map.of(
                    ShapeKind.CIRCLE, List.of("圆形", "圆"),
                    ShapeKind.SQUARE, List.of("正方形", "方块"),
                    ShapeKind.TRIANGLE, List.of("三角形"),
                    ShapeKind.STAR, List.of("星形", "五角星"));

    static final Map<ShapeColour, String> COLOURS =
            Map.of(
                    ShapeColour.RED, "红色",
                    ShapeColour.GREEN, "绿色",
                    ShapeColour.BLUE, "蓝色",
                    ShapeColour.YELLOW, "黄色",
                    ShapeColour.ORANGE, "橙色",
                    ShapeColour.PURPLE, "紫色",
                    ShapeColour.BLACK, "黑色",
                    ShapeColour.WHITE, "白色");

    private static final List<String> NUMBERS = List.of("one", "two", "three", "four");
    private static final List<String> CHINESE_NUMBERS = List.of("一个", "两个", "三个", "四个");

    private Words() {}

    static <T> T any(SplittableRandom random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Names a group: {@code two red circles}, {@code a star}. */
    static String english(SplittableRandom random, Group group) {
        String colour = group.colour().map(it -> it.word() + " ").orElse("");
        if (group.count() > 1) {
            String number =
                    random.nextInt(5) == 0
                            ? Integer.toString(group.count())
                            : NUMBERS.get(group.count() - 1);
            return number + " " + colour + group.kind().plural();
        }
        String what = colour + group.kind().word();
        String article = "aeiou".indexOf(what.charAt(0)) >= 0 ? "an " : "a ";
        return (random.nextInt(8) == 0 ? "one " : article) + what;
    }

    /** Names a group: {@code 两个红色的圆形}. */
    static String chinese(SplittableRandom random, Group group) {
        return CHINESE_NUMBERS.get(group.count() - 1)
                + group.colour().map(it -> COLOURS.get(it) + "的").orElse("")
                + any(random, KINDS.get(group.kind()));
    }
}
