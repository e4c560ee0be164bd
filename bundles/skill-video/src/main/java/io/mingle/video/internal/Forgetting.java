package io.mingle.video.internal;

import io.mingle.api.content.Video;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.video.LiveMemory;
import io.mingle.api.video.LiveOptions;
import io.mingle.api.video.SegmentSummary;
import io.mingle.api.video.TimeSpan;
import io.mingle.video.internal.text.Beginning;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a memory within its budget: the oldest parts are put into words and their tokens dropped;
 * where the words become too many, the older half of them is put into fewer.
 */
final class Forgetting {

    private static final int NOTE_TOKENS = 96;

    private final Model model;
    private final int maxTokens;
    private final int maxCharacters;
    private final GenerationOptions noting;

    Forgetting(Model model, VideoView view, int maxTokens, LiveOptions options) {
        this.model = model;
        this.maxTokens = maxTokens;
        this.maxCharacters =
                Math.min(options.maxNotes(), view.words(options.generation().maxTokens()));
        this.noting =
                options.generation()
                        .withMaxTokens(Math.min(NOTE_TOKENS, options.generation().maxTokens()));
    }

    /** Returns what stays. */
    LiveMemory of(LiveMemory memory) {
        List<LiveMemory.Part> parts = new ArrayList<>(memory.parts());
        List<SegmentSummary> notes = new ArrayList<>(memory.notes());
        int tokens = memory.tokens();
        while (tokens > maxTokens && parts.size() > 1) {
            LiveMemory.Part oldest = parts.remove(0);
            tokens -= oldest.tokens().tokens();
            String text =
                    model.ask(
                            Prompts.DESCRIBE,
                            List.of(Video.ofTokens("stream", oldest.tokens())),
                            noting);
            notes.add(new SegmentSummary(oldest.span(), bounded(text)));
        }
        while (characters(notes) > maxCharacters && notes.size() > 1) {
            int half = Math.max(2, notes.size() / 2);
            List<SegmentSummary> older = notes.subList(0, half);
            TimeSpan span =
                    new TimeSpan(older.get(0).span().start(), older.get(half - 1).span().end());
            String text = bounded(model.ask(Prompts.summary(older), List.of(), noting));
            older.clear();
            notes.add(0, new SegmentSummary(span, text));
        }
        return new LiveMemory(notes, parts);
    }

    private static int characters(List<SegmentSummary> notes) {
        return notes.stream().mapToInt(it -> it.text().length()).sum();
    }

    /** A quarter of all for each, so that two always fit, and joining them ends. */
    private String bounded(String text) {
        return Beginning.of(text.strip(), maxCharacters / 4);
    }
}
