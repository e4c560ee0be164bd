package io.mingle.trainer.data;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of the tasks that come with Mingle, in one place, so that all of them have the same
 * tokens whichever task is learnt first.
 */
public final class Corpus {

    /** What is spoken. */
    private static final String ENGLISH =
            "zero one two three four five six seven eight nine yes no on off up down "
                    + "left right stop go start wait back next open close play pause louder "
                    + "quieter light door music phone hello thanks help home call send red green "
                    + "blue morning night today tomorrow water bird cat";

    private static final String CHINESE =
            "零 一 二 三 四 五 六 七 八 九 是 不 开 关 上 下 左 右 停 走 开始 等等 返回 下一个 打开 关闭 "
                    + "播放 暂停 大声 小声 灯 门 音乐 电话 你好 谢谢 帮助 回家 呼叫 发送 红色 绿色 蓝色 早上 晚上 今天 明天 "
                    + "水 鸟 猫";

    /**
     * What stands in checkpoints by its ids: texts are added at the end and never changed. Chinese
     * prompts are not here: they cost three tokens a character, which nobody has to write; what is
     * spoken has to be written.
     */
    private static final List<String> GROWN =
            List.of(
                    // tables
                    "| A | B |\n| C |",
                    // charts
                    "What is the value of A? What is the largest value?",
                    "Which is the largest? Which is the smallest?",
                    "What is the difference between A and B?",
                    "Convert the chart to a table in Markdown. Write nothing but the table.",
                    "Answer the question about the chart with a short Python program. Write the"
                            + " numbers of the chart into it, without imports, and assign the"
                            + " result to the variable answer. Write nothing but the program.\n"
                            + "Question: ",
                    "answer = max min abs",
                    // videos
                    "In which direction does the red circle move? left right up down",
                    "How many shapes move? How many shapes stop?",
                    "Which shape stops first? Which shape appears first?",
                    "In which order do the shapes appear? red circle, blue square, green triangle,"
                            + " yellow star, orange, purple, black, white",
                    "At which frame does the red circle stop? When does it appear?",
                    "Answer with the number of the frame.",
                    "The video lasts 1.0 seconds. When does this happen: the red circle moves?"
                            + " Answer with its start and end in seconds, for example 3.0 - 7.5.",
                    // speech: words at the beginning, behind others, and those without spaces
                    "Please recognize the language of this speech and transcribe it. Format: oral.",
                    "English\nChinese",
                    ENGLISH.replace(' ', '\n'),
                    " " + ENGLISH,
                    CHINESE.replace(' ', '\n'));

    private Corpus() {}

    /**
     * Returns every question template of {@code read} and {@code look}, filled in every way, and
     * every answer that is a word: every new model has tokens for it.
     */
    public static List<String> words() {
        List<String> corpus = new ArrayList<>(PrintedLines.questions());
        corpus.addAll(SceneQuestions.all());
        corpus.addAll(SceneQuestions.words());
        return List.copyOf(corpus);
    }

    /** Returns what the tasks since ask and answer: what a vocabulary grows by, in this order. */
    public static List<String> grown() {
        List<String> corpus = new ArrayList<>(GROWN);
        corpus.addAll(ScreenCorpus.TEXTS);
        return List.copyOf(corpus);
    }
}
