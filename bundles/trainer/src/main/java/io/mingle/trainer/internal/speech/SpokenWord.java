package io.mingle.trainer.internal.speech;

import java.util.Arrays;
import java.util.List;

/**
 * A word that is heard and spoken: ten digits and forty commands, in both languages.
 *
 * @param place among {@link #ALL}
 */
record SpokenWord(int place, String english, String chinese) {

    private static final String TABLE =
            """
            zero 零 one 一 two 二 three 三 four 四 five 五 six 六 seven 七 eight 八 nine 九
            yes 是 no 不 on 开 off 关 up 上 down 下 left 左 right 右 stop 停 go 走
            start 开始 wait 等等 back 返回 next 下一个 open 打开 close 关闭 play 播放 pause 暂停
            louder 大声 quieter 小声 light 灯 door 门 music 音乐 phone 电话 hello 你好 thanks 谢谢
            help 帮助 home 回家 call 呼叫 send 发送 red 红色 green 绿色 blue 蓝色 morning 早上
            night 晚上 today 今天 tomorrow 明天 water 水 bird 鸟 cat 猫
            """;

    /** How many of {@link #ALL}, from the first on, are digits. */
    static final int DIGITS = 10;

    static final List<SpokenWord> ALL = read();

    private static List<SpokenWord> read() {
        String[] cells = TABLE.strip().split("\\s+");
        SpokenWord[] words = new SpokenWord[cells.length / 2];
        Arrays.setAll(words, i -> new SpokenWord(i, cells[2 * i], cells[2 * i + 1]));
        return List.of(words);
    }

    /** Returns how many labels there are: one for each word of each language. */
    static int labels() {
        return ALL.size() * Language.values().length;
    }

    /** Returns the label of the word in a language, from 0 on. */
    int label(Language language) {
        return language.ordinal() * ALL.size() + place;
    }

    String in(Language language) {
        return language == Language.ENGLISH ? english : chinese;
    }
}
