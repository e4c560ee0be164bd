package io.mingle.video.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.event.Progress;
import io.mingle.api.video.SegmentSeen;
import io.mingle.api.video.SegmentSummary;
import io.mingle.api.video.TimeSpan;
import io.mingle.video.internal.clip.Scenes;
import io.mingle.video.internal.clip.Shrunk;
import io.mingle.video.internal.text.Beginning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first pass through a long video: its parts, and what happens in each. */
final class RoughPass {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

    /** Parts that are looked at closely. */
    private static final int MOST_RELEVANT = 6;

    /** How often it is told how far the search for cuts is. */
    private static final int LOOKS_TOLD = 25;

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
                            if (looked % LOOKS_TOLD == 0) {
                                watching.channel()
                                        .publish(new Progress("looking for cuts", looked, 0));
                            }
                        });
        return new RoughPass(watching, described(watching, parts));
    }

    /** Goes through the file once, however many parts there are: opening counts its frames. */
    private static List<SegmentSummary> described(Watching watching, List<TimeSpan> parts) {
        List<int[]> each = parts.stream().map(watching::rough).toList();
        int[] all = each.stream().flatMapToInt(Arrays::stream).toArray();
        List<SegmentSummary> notes = new ArrayList<>();
        List<Picture> pictures = new ArrayList<>();
        watching.clip()
                .look(
                        all,
                        (number, width, height, rgb) -> {
                            int[] numbers = each.get(notes.size());
                            pictures.add(Shrunk.of("frame " + number, width, height, rgb));
                            if (pictures.size() < numbers.length) {
                                return;
                            }
                            SegmentSummary note =
                                    new SegmentSummary(
                                            parts.get(notes.size()),
                                            watching.note(numbers, pictures));
                            pictures.clear();
                            notes.add(note);
                            watching.channel()
                                    .publish(new SegmentSeen(note, notes.size(), parts.size()));
                        });
        return notes;
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
        return line.length() <= most ? line : Beginning.of(line, most - 1).strip() + "…";
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
