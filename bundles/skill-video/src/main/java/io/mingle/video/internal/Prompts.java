package io.mingle.video.internal;

import io.mingle.api.video.SegmentSummary;
import io.mingle.api.video.TimeSpan;
import java.util.List;
import java.util.Locale;

/**
 * How the model is asked about videos. The published model has no prompt of its own for them but
 * the plain question; multiple choice and subtitles have the form of Video-MME, the benchmark that
 * its figures are from. The frames come first, the words below after them.
 */
final class Prompts {

    static final String DESCRIBE =
            "Describe what happens in this part of the video in one or two sentences.";

    private static final String SUBTITLES = "This video's subtitles are listed below:\n";

    private Prompts() {}

    /** Writes a question, with what is said meanwhile before it. */
    static String question(String question, List<String> said) {
        return said.isEmpty() ? question : SUBTITLES + String.join("\n", said) + "\n" + question;
    }

    /** Writes a question with its choices. */
    static String choice(String question, List<String> choices, List<String> said) {
        StringBuilder text = new StringBuilder();
        if (!said.isEmpty()) {
            text.append(SUBTITLES).append(String.join("\n", said)).append('\n');
        }
        text.append("Select the best answer to the following multiple-choice question based on the")
                .append(said.isEmpty() ? " video." : " video and the subtitles.")
                .append(" Respond with only the letter (")
                .append(letters(choices.size()))
                .append(") of the correct option.\n")
                .append(question);
        for (int i = 0; i < choices.size(); i++) {
            text.append('\n').append((char) ('A' + i)).append(". ").append(choices.get(i));
        }
        return text.append("\nThe best answer is:").toString();
    }

    private static String letters(int count) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < count; i++) {
            letters.append(i == 0 ? "" : i + 1 < count ? ", " : count == 2 ? " or " : ", or ")
                    .append((char) ('A' + i));
        }
        return letters.toString();
    }

    /** Asks when something happens in what is shown. */
    static String when(String event, double seconds) {
        return String.format(
                Locale.ROOT,
                "The video lasts %.1f seconds. When does this happen: %s? Answer with its start and"
                        + " end in seconds, for example 3.0 - 7.5.",
                seconds,
                event);
    }

    /** Asks which parts have to be looked at. */
    static String relevant(List<SegmentSummary> notes, String question) {
        StringBuilder text = new StringBuilder("These are the parts of a video:\n");
        for (int i = 0; i < notes.size(); i++) {
            text.append(i + 1).append(". ").append(line(notes.get(i))).append('\n');
        }
        return text.append(
                        "Which of these parts have to be looked at closely to answer the question:")
                .append(' ')
                .append(question)
                .append("\nAnswer with their numbers.")
                .toString();
    }

    /** Tells what happens in the whole video before a question about some of it. */
    static String within(List<SegmentSummary> notes, String question) {
        StringBuilder text = new StringBuilder("What happens in the whole video:\n");
        notes.forEach(it -> text.append(line(it)).append('\n'));
        return text.append(question).toString();
    }

    /** Asks for all of it in short. */
    static String summary(List<SegmentSummary> notes) {
        StringBuilder text = new StringBuilder("These are notes on the parts of a video:\n");
        notes.forEach(it -> text.append(line(it)).append('\n'));
        return text.append("Summarize the whole video in a few sentences.").toString();
    }

    /** Tells what was seen before what is shown, and asks. */
    static String live(List<SegmentSummary> notes, String question) {
        if (notes.isEmpty()) {
            return question;
        }
        StringBuilder text = new StringBuilder("What happened before:\n");
        notes.forEach(it -> text.append(line(it)).append('\n'));
        return text.append(question).toString();
    }

    /** Asks whether a question can be answered yet. */
    static String answerable(String question) {
        return "Can this question be answered from what the video has shown so far? Answer yes or"
                + " no.\nQuestion: "
                + question;
    }

    private static String line(SegmentSummary note) {
        TimeSpan span = note.span();
        return span.text() + ": " + note.text();
    }
}
