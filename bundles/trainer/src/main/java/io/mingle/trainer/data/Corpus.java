package io.mingle.trainer.data;

import java.util.ArrayList;
import java.util.List;

/** What {@code read} and {@code look} ask and answer: every new model has tokens for it. */
public final class Corpus {

    private Corpus() {}

    /** Returns every question template, filled in every way, and every answer that is a word. */
    public static List<String> words() {
        List<String> corpus = new ArrayList<>(PrintedLines.questions());
        corpus.addAll(SceneQuestions.all());
        corpus.addAll(SceneQuestions.words());
        return List.copyOf(corpus);
    }
}
