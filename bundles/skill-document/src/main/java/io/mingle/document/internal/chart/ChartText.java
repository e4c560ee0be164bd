package io.mingle.document.internal.chart;

import io.mingle.api.document.ChartAnswer;
import io.mingle.api.document.ChartMethod;
import java.util.Optional;

/** What the model is asked about charts, and what its words mean. */
public final class ChartText {

    /** Our own words; none are published for this. */
    public static final String TABLE =
            "Convert the chart to a table in Markdown. Write nothing but the table.";

    /** The published switch for reasoning, word for word. */
    static final String THINKING =
            "SYSTEM: You are a helpful assistant. When the user asks a question, your response must"
                    + " include two parts: first, the reasoning process enclosed in"
                    + " <thinking>...</thinking> tags, then the final answer enclosed in"
                    + " <answer>...</answer> tags. The critical answer or key result should be"
                    + " placed within \\boxed{}.\n";

    /** Our own words; none are published for this. */
    private static final String PROGRAM =
            "Answer the question about the chart with a short Python program. Write the numbers of"
                    + " the chart into it, without imports, and assign the result to the variable"
                    + " answer. Write nothing but the program.\n"
                    + "Question: ";

    private ChartText() {}

    /** Returns the words to ask a question in. */
    public static String question(String question, ChartMethod method) {
        return switch (method) {
            case DIRECT -> question;
            case THINKING -> THINKING + question;
            case PROGRAM -> PROGRAM + question;
        };
    }

    /** Reads an answer in words. */
    public static ChartAnswer answer(String text) {
        Reasoned reasoned = Reasoned.of(text);
        return new ChartAnswer(reasoned.answer(), reasoned.reasoning(), Optional.empty());
    }

    /** Finds the program in an answer. */
    public static String program(String text) {
        return ProgramText.of(text);
    }
}
