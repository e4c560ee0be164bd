package io.mingle.trainer.data;

import java.util.ArrayList;
import java.util.List;

/** What all tasks together ask and answer; the text that the tokenizer is made for. */
public final class DrawnTasks {

    private DrawnTasks() {}

    /** Returns every question template, filled in every way, and every answer that is a word. */
    public static List<String> corpus() {
        List<String> corpus = new ArrayList<>(ReadTask.questions());
        corpus.addAll(SceneQuestions.all());
        corpus.addAll(SceneQuestions.words());
        return List.copyOf(corpus);
    }
}
