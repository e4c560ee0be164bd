package io.mingle.video.internal;

import io.mingle.api.video.TimeSpan;
import io.mingle.api.video.VideoAnswer;
import io.mingle.video.internal.text.ChosenLetter;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Answers a question: from frames of the whole video, or, where these would be too far apart, from
 * frames of the parts that a first pass has found to have to do with it.
 */
final class Answering {

    private final Watching watching;
    private final String question;
    private final List<String> choices;

    /**
     * Creates one.
     *
     * @param choices possible answers; none if the model is to find its words
     */
    Answering(Watching watching, String question, List<String> choices) {
        this.watching = watching;
        this.question = question;
        this.choices = choices;
    }

    VideoAnswer answer() {
        int characters = text(List.of()).length();
        int[] numbers = watching.clip().plan(watching.room(characters));
        if (!watching.isLong(numbers.length)) {
            return shown(numbers, List.of(watching.clip().whole()), text -> text);
        }
        RoughPass rough = RoughPass.of(watching);
        List<TimeSpan> relevant = rough.relevant(question);
        String before = Prompts.within(rough.shortNotes(), "");
        int[] close = spread(relevant, watching.room(characters + before.length()));
        return shown(close, relevant, text -> before + text);
    }

    private interface Framing {
        String of(String text);
    }

    private VideoAnswer shown(int[] numbers, List<TimeSpan> parts, Framing framing) {
        List<String> said = watching.said(numbers, framing.of(text(List.of())).length());
        String asked = framing.of(text(said));
        String text =
                watching.model()
                        .askAloud(
                                asked,
                                List.of(watching.shown(numbers, asked.length())),
                                watching.generation());
        OptionalInt choice =
                choices.isEmpty() ? OptionalInt.empty() : ChosenLetter.of(text, choices);
        return new VideoAnswer(text, choice, parts, watching.clip().times(numbers));
    }

    private String text(List<String> said) {
        return choices.isEmpty()
                ? Prompts.question(question, said)
                : Prompts.choice(question, choices, said);
    }

    /** Shares frames out among parts by how long they are, two for each at least. */
    private int[] spread(List<TimeSpan> parts, int frames) {
        double all = parts.stream().mapToDouble(TimeSpan::seconds).sum();
        int[] numbers =
                parts.stream()
                        .flatMapToInt(
                                part ->
                                        Arrays.stream(
                                                watching.clip()
                                                        .within(
                                                                part,
                                                                share(
                                                                        part.seconds() / all,
                                                                        frames))))
                        .sorted()
                        .distinct()
                        .toArray();
        if (numbers.length <= frames) {
            return numbers;
        }
        return IntStream.range(0, frames)
                .map(i -> numbers[(int) ((long) i * numbers.length / frames)])
                .toArray();
    }

    private static int share(double part, int frames) {
        return Math.max(2, (int) (part * frames));
    }
}
