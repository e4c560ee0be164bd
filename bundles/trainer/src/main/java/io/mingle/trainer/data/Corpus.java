package io.mingle.trainer.data;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of the tasks that come with Mingle, in one place, so that all of them have the same
 * tokens whichever task is learnt first.
 */
public final class Corpus {

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
                    "zero\n"
                            + "one\n"
                            + "two\n"
                            + "three\n"
                            + "four\n"
                            + "five\n"
                            + "six\n"
                            + "seven\n"
                            + "eight\n"
                            + "nine\n"
                            + "yes\n"
                            + "no\n"
                            + "on\n"
                            + "off\n"
                            + "up\n"
                            + "down\n"
                            + "left\n"
                            + "right\n"
                            + "stop\n"
                            + "go\n"
                            + "start\n"
                            + "wait\n"
                            + "back\n"
                            + "next\n"
                            + "open\n"
                            + "close\n"
                            + "play\n"
                            + "pause\n"
                            + "louder\n"
                            + "quieter\n"
                            + "light\n"
                            + "door\n"
                            + "music\n"
                            + "phone\n"
                            + "hello\n"
                            + "thanks\n"
                            + "help\n"
                            + "home\n"
                            + "call\n"
                            + "send\n"
                            + "red\n"
                            + "green\n"
                            + "blue\n"
                            + "morning\n"
                            + "night\n"
                            + "today\n"
                            + "tomorrow\n"
                            + "water\n"
                            + "bird\n"
                            + "cat",
                    " zero one two three four five six seven eight nine yes no on off up down left"
                        + " right stop go start wait back next open close play pause louder quieter"
                        + " light door music phone hello thanks help home call send red green blue"
                        + " morning night today tomorrow water bird cat",
                    "零\n" + "一\n" + "二\n" + "三\n" + "四\n" + "五\n" + "六\n" + "七\n" + "八\n" + "九\n"
                            + "是\n" + "不\n" + "开\n" + "关\n" + "上\n" + "下\n" + "左\n" + "右\n" + "停\n"
                            + "走\n" + "开始\n" + "等等\n" + "返回\n" + "下一个\n" + "打开\n" + "关闭\n" + "播放\n"
                            + "暂停\n" + "大声\n" + "小声\n" + "灯\n" + "门\n" + "音乐\n" + "电话\n" + "你好\n"
                            + "谢谢\n" + "帮助\n" + "回家\n" + "呼叫\n" + "发送\n" + "红色\n" + "绿色\n" + "蓝色\n"
                            + "早上\n" + "晚上\n" + "今天\n" + "明天\n" + "水\n" + "鸟\n" + "猫");

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
