package io.mingle.trainer.internal.document;

/** What {@code io.mingle.skill.document} asks the model, word for word; a test compares them. */
final class DocumentPrompts {

    /** The published prompt for receipts. */
    static final String RECEIPT = "提取小票的内容。";

    /** The published prompt for documents, which pages are read with. */
    static final String MARKDOWN = "输出给定图像文本的markdown格式。";

    static final String CHART_TABLE =
            "Convert the chart to a table in Markdown. Write nothing but the table.";

    private static final String PROGRAM =
            "Answer the question about the chart with a short Python program. Write the numbers of"
                    + " the chart into it, without imports, and assign the result to the variable"
                    + " answer. Write nothing but the program.\n"
                    + "Question: ";

    private DocumentPrompts() {}

    /** Returns the prompt for a program that answers a question. */
    static String program(String question) {
        return PROGRAM + question;
    }
}
