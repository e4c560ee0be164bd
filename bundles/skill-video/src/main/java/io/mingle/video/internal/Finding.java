package io.mingle.video.internal;

import io.mingle.api.video.FoundMoments;
import io.mingle.api.video.TimeSpan;
import io.mingle.video.internal.text.TimeSpans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds when something happens: in the whole video, or, where its frames would be too far apart, in
 * each of the parts that have to do with it. What the model names is checked against how long what
 * it was shown lasts.
 */
final class Finding {

    private final Watching watching;
    private final String event;

    Finding(Watching watching, String event) {
        this.watching = watching;
        this.event = event;
    }

    FoundMoments found() {
        int[] numbers = watching.clip().plan(watching.room(event.length() + 160));
        if (!watching.isLong(numbers.length)) {
            List<TimeSpan> spans = new ArrayList<>();
            String text = ask(numbers, watching.clip().whole(), spans);
            watching.channel().delta(text);
            return new FoundMoments(text, sorted(spans));
        }
        List<TimeSpan> spans = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (TimeSpan part : RoughPass.of(watching).relevant("When does this happen: " + event)) {
            int[] within = watching.clip().within(part, watching.room(event.length() + 160));
            texts.add(part.text() + ": " + ask(within, part, spans).strip());
        }
        String text = String.join("\n", texts);
        watching.channel().delta(text);
        return new FoundMoments(text, sorted(spans));
    }

    private static List<TimeSpan> sorted(List<TimeSpan> spans) {
        return spans.stream().sorted(Comparator.comparingDouble(TimeSpan::start)).toList();
    }

    private String ask(int[] numbers, TimeSpan part, List<TimeSpan> spans) {
        watching.channel().throwIfCancelled();
        String question = Prompts.when(event, part.seconds());
        List<String> said = watching.said(numbers, question.length());
        String asked = Prompts.question(question, said);
        String text =
                watching.model()
                        .ask(
                                asked,
                                List.of(watching.shown(numbers, asked.length())),
                                watching.generation());
        for (TimeSpan span : TimeSpans.in(text)) {
            checked(span, part, spans);
        }
        return text;
    }

    private void checked(TimeSpan span, TimeSpan part, List<TimeSpan> spans) {
        double seconds = part.seconds();
        if (span.start() > seconds) {
            watching.model()
                    .warn(
                            "The model named the time %s, which is behind the end of what it was shown (%s); it is left out."
                                    .formatted(span.text(), TimeSpan.clock(seconds)));
            return;
        }
        if (span.end() > seconds) {
            watching.model()
                    .warn(
                            "The model named the time %s, of which what is behind the end (%s) is cut off."
                                    .formatted(span.text(), TimeSpan.clock(seconds)));
        }
        spans.add(
                new TimeSpan(
                        part.start() + span.start(), part.start() + Math.min(seconds, span.end())));
    }
}
