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
     * prompts are not here: they cost three tokens a character, which nobody has to write.
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
                            + " Answer with its start and end in seconds, for example 3.0 - 7.5.");

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
        return GROWN;
    }
}
