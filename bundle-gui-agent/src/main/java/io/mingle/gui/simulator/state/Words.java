package io.mingle.gui.simulator.state;

import java.util.List;

/**
 * What the content of a phone is made of.
 *
 * @param names of people
 * @param texts of messages that people write
 * @param wanted texts that a goal may ask to be sent
 * @param products what is sold
 * @param topics what articles are about
 * @param facts what stands in them, with a place for a number
 */
public record Words(
        List<String> names,
        List<String> texts,
        List<String> wanted,
        List<String> products,
        List<String> topics,
        List<String> facts) {

    private static final Words ENGLISH =
            new Words(
                    List.of(
                            "Ann", "Bob", "Carla", "David", "Emma", "Felix", "Grace", "Henry",
                            "Ida", "Jack", "Kim", "Leo", "Mia", "Nora", "Oscar", "Paula", "Quinn",
                            "Rosa", "Sam", "Tina"),
                    List.of(
                            "See you soon",
                            "How are you?",
                            "Lunch at noon?",
                            "Call me",
                            "Thanks!",
                            "Where are you?",
                            "Good night",
                            "It rains",
                            "The bus is late",
                            "Nice!"),
                    List.of(
                            "yes",
                            "no",
                            "on my way",
                            "happy birthday",
                            "see you at 8",
                            "thank you",
                            "call me back",
                            "I am late",
                            "well done",
                            "buy milk"),
                    List.of(
                            "apple",
                            "bread",
                            "candle",
                            "drum",
                            "envelope",
                            "fan",
                            "glove",
                            "hat",
                            "ink",
                            "jam",
                            "kettle",
                            "lamp",
                            "mug",
                            "notebook",
                            "oil",
                            "pen",
                            "rice",
                            "soap",
                            "tea",
                            "umbrella"),
                    List.of(
                            "Bees",
                            "Castles",
                            "Deserts",
                            "Engines",
                            "Forests",
                            "Glaciers",
                            "Harbours",
                            "Islands",
                            "Kites",
                            "Lighthouses"),
                    List.of(
                            "There are %s kinds of them.",
                            "The oldest is %s years old.",
                            "Each year %s people come to see them.",
                            "The largest is %s metres wide.",
                            "The first was described %s years ago.",
                            "A guide to them has %s pages.",
                            "On a good day one can see %s of them.",
                            "The nearest is %s kilometres from here."));

    private static final Words CHINESE =
            new Words(
                    List.of(
                            "小明", "小红", "李雷", "王芳", "张伟", "陈静", "刘洋", "赵敏", "孙丽", "周杰", "吴刚", "郑爽",
                            "冯涛", "何欢", "高峰", "林夏", "马超", "罗兰", "梁晨", "宋词"),
                    List.of(
                            "回头见", "你好吗？", "中午吃饭？", "给我打电话", "谢谢！", "你在哪里？", "晚安", "下雨了", "车晚点了",
                            "真好！"),
                    List.of("好的", "不行", "我在路上", "生日快乐", "八点见", "谢谢你", "回电话", "我迟到了", "做得好", "买牛奶"),
                    List.of(
                            "苹果", "面包", "蜡烛", "小鼓", "信封", "风扇", "手套", "帽子", "墨水", "果酱", "水壶", "台灯",
                            "杯子", "笔记本", "食油", "钢笔", "大米", "肥皂", "茶叶", "雨伞"),
                    List.of("蜜蜂", "城堡", "沙漠", "引擎", "森林", "冰川", "港口", "岛屿", "风筝", "灯塔"),
                    List.of(
                            "一共有%s种。",
                            "最老的有%s岁。",
                            "每年有%s人来看。",
                            "最大的宽%s米。",
                            "%s年前第一次有人记载。",
                            "介绍它们的书有%s页。",
                            "天气好时能看到%s个。",
                            "最近的离这里%s公里。"));

    /** Returns the words of a language. */
    public static Words of(Language language) {
        return language == Language.ZH ? CHINESE : ENGLISH;
    }
}
