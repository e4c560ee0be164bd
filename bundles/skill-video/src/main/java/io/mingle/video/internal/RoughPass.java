package io.mingle.video.internal;

import io.mingle.api.event.Progress;
import io.mingle.api.video.SegmentSeen;
import io.mingle.api.video.SegmentSummary;
import io.mingle.api.video.TimeSpan;
import io.mingle.video.internal.clip.Scenes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first pass through a long video: its parts, and what happens in each. */
final class RoughPass {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

    /** Parts that are looked at closely. */
    private static final int MOST_RELEVANT = 6;

    /** Characters of a note in a list of all. */
    private static final int LONGEST_NOTE = 240;

    private final Watching watching;
    private final List<SegmentSummary> notes;

    private RoughPass(Watching watching, List<SegmentSummary> notes) {
        this.watching = watching;
        this.notes = notes;
    }

    /** Goes through the video and publishes each part. */
    static RoughPass of(Watching watching) {
        List<TimeSpan> parts =
                Scenes.of(
                        watching.clip(),
                        looked -> {
                            watching.channel().throwIfCancelled();
                            watching.channel().publish(new Progress("looking for cuts", looked, 0));
                        });
        List<SegmentSummary> notes = new ArrayList<>();
        for (TimeSpan part : parts) {
            SegmentSummary note = new SegmentSummary(part, watching.note(part));
            notes.add(note);
            watching.channel().publish(new SegmentSeen(note, notes.size(), parts.size()));
        }
        return new RoughPass(watching, notes);
    }

    /** Returns what happens in each part. */
    List<SegmentSummary> notes() {
        return notes;
    }

    /** Returns the notes as short as fits beside frames. */
    List<SegmentSummary> shortNotes() {
        int room = watching.view().words(watching.options().generation().maxTokens()) / 2;
        int each = Math.max(16, Math.min(LONGEST_NOTE, room / notes.size() - 24));
        return notes.stream()
                .map(it -> new SegmentSummary(it.span(), shortened(it.text(), each)))
                .toList();
    }

    private static String shortened(String text, int most) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= most ? line : line.substring(0, most - 1).strip() + "…";
    }

    /**
     * Chooses the parts that have to do with a question: the model names them; where it names none,
     * those whose notes and subtitles share most words with it.
     *
     * @return one or more, in order
     */
    List<TimeSpan> relevant(String question) {
        if (notes.size() == 1) {
            return List.of(notes.get(0).span());
        }
        String answer =
                watching.model()
                        .ask(
                                Prompts.relevant(shortNotes(), question),
                                List.of(),
                                watching.noting());
        List<Integer> named = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(answer);
        while (matcher.find() && named.size() < MOST_RELEVANT) {
            int index = Integer.parseInt(matcher.group()) - 1;
            if (index >= 0 && index < notes.size() && !named.contains(index)) {
                named.add(index);
            }
        }
        List<Integer> chosen =
                named.isEmpty() ? SharedWords.best(question, texts(), MOST_RELEVANT) : named;
        return chosen.stream().sorted().map(it -> notes.get(it).span()).toList();
    }

    private List<String> texts() {
        return notes.stream()
                .map(it -> it.text() + " " + watching.spoken().during(it.span()))
                .toList();
    }
}
