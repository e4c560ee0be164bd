package io.mingle.gui.simulator.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What the content of a phone is made of.
 *
 * @param names of people
 * @param texts of messages that people write
 * @param wanted texts that a goal may ask to be sent
 * @param products what is sold; none is part of another
 * @param topics what articles are about
 * @param facts what stands in them, with a place for a number; the same in each split
 */
public record Words(
        List<String> names,
        List<String> texts,
        List<String> wanted,
        List<String> products,
        List<String> topics,
        List<String> facts) {

    private static final List<String> ENGLISH_FACTS =
            list(
                    "There are %s kinds of them.|The oldest is %s years old."
                            + "|Each year %s people come to see them."
                            + "|The largest is %s metres wide."
                            + "|The first was described %s years ago."
                            + "|A guide to them has %s pages."
                            + "|On a good day one can see %s of them."
                            + "|The nearest is %s kilometres from here.");

    private static final List<String> CHINESE_FACTS =
            list(
                    "一共有%s种。|最老的有%s岁。|每年有%s人来看。|最大的宽%s米。|%s年前第一次有人记载。"
                            + "|介绍它们的书有%s页。|天气好时能看到%s个。|最近的离这里%s公里。");

    private static final Words ENGLISH =
            new Words(
                    list(
                            "Ann|Bob|Carla|David|Emma|Felix|Grace|Henry|Ida|Jack|Kim|Leo|Mia|Nora"
                                    + "|Oscar|Paula|Quinn|Rosa|Sam|Tina|Una|Victor|Wanda|Xavier"
                                    + "|Yusuf|Zoe|Albert|Bianca|Cedric|Doris"),
                    list(
                            "See you soon|How are you?|Lunch at noon?|Call me|Thanks!"
                                    + "|Where are you?|Good night|It rains|The bus is late|Nice!"),
                    list(
                            "yes|no|on my way|happy birthday|see you at 8|thank you|call me back"
                                    + "|I am late|well done|buy milk"),
                    list(
                            "apple|bread|candle|drum|envelope|fan|glove|hat|ink|jam|kettle|lamp"
                                    + "|mug|notebook|oil|pencil|rice|soap|tea|umbrella|violin"
                                    + "|whistle|yoghurt|zipper|basket|carpet"),
                    list(
                            "Bees|Castles|Deserts|Engines|Forests|Glaciers|Harbours|Islands|Kites"
                                    + "|Lighthouses"),
                    ENGLISH_FACTS);

    private static final Words ENGLISH_HELD_OUT =
            new Words(
                    list(
                            "Amy|Boris|Clara|Dora|Eric|Fiona|Gina|Hugo|Ivan|Julia|Karl|Lina|Max"
                                    + "|Nina|Otto|Petra"),
                    list("Come home|What time is it?|Good luck!|We are here|See the sun"),
                    list("not now|at home|good morning|see you at 9|I am here|buy bread"),
                    list(
                            "butter|clock|dress|flute|guitar|helmet|jacket|marble|napkin|orange"
                                    + "|pillow|ribbon|saddle|towel|vase|wallet"),
                    list("Bridges|Comets|Gardens|Mountains|Rivers|Towers|Volcanoes"),
                    ENGLISH_FACTS);

    private static final Words CHINESE =
            new Words(
                    list(
                            "小明|小红|李雷|王芳|张伟|陈静|刘洋|赵敏|孙丽|周杰|吴刚|郑爽|冯涛|何欢|高峰|林夏|马超|罗兰|梁晨|宋词"
                                    + "|李明|王红|张雷|陈芳|刘伟|赵静|孙洋|周敏|吴丽|郑杰"),
                    list("回头见|你好吗？|中午吃饭？|给我打电话|谢谢！|你在哪里？|晚安|下雨了|车晚点了|真好！"),
                    list("好的|不行|我在路上|生日快乐|八点见|谢谢你|回电话|我迟到了|做得好|买牛奶"),
                    list(
                            "苹果|面包|蜡烛|小鼓|信封|风扇|手套|帽子|墨水|果酱|水壶|台灯|杯子|笔记本|食油|钢笔|大米|肥皂|茶叶|雨伞"
                                    + "|书架|花盆|毛巾|木梳|铁锅|布鞋"),
                    list("蜜蜂|城堡|沙漠|引擎|森林|冰川|港口|岛屿|风筝|灯塔"),
                    CHINESE_FACTS);

    /** Its characters are those of the other: what is new is how they stand together. */
    private static final Words CHINESE_HELD_OUT =
            new Words(
                    list("小丽|李芳|王伟|张静|陈洋|刘敏|赵丽|孙杰|周刚|吴爽|郑涛|冯欢|何峰|高夏|林超|马兰"),
                    list("在吃饭|晚点见|你好！|给我回电话|谢谢你"),
                    list("八点好|不好|我的车|车里见|我好了|买面包"),
                    list("茶壶|水杯|油灯|毛笔|雨帽|手鼓|花茶|书包|铁壶|木盆|布伞|米酱|木架|钢锅|风灯|果茶"),
                    list("冰岛|沙塔|森川|城口|蜂蜜|风岛|灯港"),
                    CHINESE_FACTS);

    private static List<String> list(String joined) {
        return List.of(joined.split("\\|"));
    }

    /** Returns the words of a language. */
    public static Words of(Language language, Split split) {
        boolean chinese = language == Language.ZH;
        Words known = chinese ? CHINESE : ENGLISH;
        Words heldOut = chinese ? CHINESE_HELD_OUT : ENGLISH_HELD_OUT;
        return switch (split) {
            case TRAINING -> known;
            case HELD_OUT -> heldOut;
            case ALL ->
                    new Words(
                            both(known.names, heldOut.names),
                            both(known.texts, heldOut.texts),
                            both(known.wanted, heldOut.wanted),
                            both(known.products, heldOut.products),
                            both(known.topics, heldOut.topics),
                            known.facts);
        };
    }

    /**
     * Returns the words that a phone is made of. Where a model may learn from it, most of them are
     * invented for this phone alone.
     *
     * @param seed of the phone
     */
    public static Words of(Language language, Split split, long seed) {
        Words words = of(language, split);
        return split == Split.TRAINING
                ? InventedWords.among(
                        new Random(seed),
                        language == Language.ZH,
                        words,
                        of(language, Split.HELD_OUT))
                : words;
    }

    private static List<String> both(List<String> one, List<String> other) {
        List<String> both = new ArrayList<>(one);
        other.stream().filter(it -> !one.contains(it)).forEach(both::add);
        return List.copyOf(both);
    }
}
