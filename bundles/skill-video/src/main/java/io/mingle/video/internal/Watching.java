package io.mingle.video.internal;

import io.mingle.api.content.FrameLimits;
import io.mingle.api.content.Video;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.video.Passes;
import io.mingle.api.video.TimeSpan;
import io.mingle.api.video.WatchOptions;
import io.mingle.video.internal.clip.Clip;
import io.mingle.video.internal.subtitle.Spoken;
import java.util.List;

/**
 * One video being watched for one generation: what it has, what is said in it, and what the model
 * sees of it.
 *
 * @param model asked about it
 * @param view what that sees
 * @param clip the video
 * @param spoken its subtitles
 * @param options how it is watched
 * @param channel of the generation
 */
record Watching(
        Model model,
        VideoView view,
        Clip clip,
        Spoken spoken,
        WatchOptions options,
        GenerationChannel<?> channel) {

    /** Frames farther apart than this miss too much. */
    private static final double FAR_APART_SECONDS = 8;

    /** Frames of a part that is looked at roughly. */
    private static final int ROUGH_FRAMES = 8;

    /** Characters of an answer that is a note. */
    private static final int NOTE_TOKENS = 96;

    /** Returns how the model answers, within what it reads at once. */
    GenerationOptions generation() {
        GenerationOptions generation = options.generation();
        return generation.withMaxTokens(view.answer(generation.maxTokens()));
    }

    /** Returns how it writes notes. */
    GenerationOptions noting() {
        GenerationOptions generation = generation();
        return generation.withMaxTokens(Math.min(NOTE_TOKENS, generation.maxTokens()));
    }

    /** Returns how many frames fit beside words. */
    int room(int characters) {
        int tokens = view.room(characters, options.generation().maxTokens());
        return view.frames(tokens, clip.wanted(), clip.limits());
    }

    /** Tells whether one pass would miss too much. */
    boolean isLong(int frames) {
        return options.passes() == Passes.TWO
                || options.passes() == Passes.AUTO
                        && clip.seconds() / Math.max(1, frames) > FAR_APART_SECONDS;
    }

    /** Returns the lines that are said at some frames, as many as are shown beside them. */
    List<String> said(int[] numbers, int otherCharacters) {
        List<String> lines = spoken.at(clip.times(numbers));
        int room = view.words(options.generation().maxTokens()) - otherCharacters;
        int kept = 0;
        int characters = 0;
        while (kept < lines.size() && characters + lines.get(kept).length() + 1 <= room) {
            characters += lines.get(kept++).length() + 1;
        }
        if (kept == lines.size()) {
            return lines;
        }
        model.warn(
                "Of %s lines of subtitles at the frames of '%s', the model is shown the first %s, because it reads no more."
                        .formatted(lines.size(), clip.name(), kept));
        return lines.subList(0, kept);
    }

    /** Shows frames in the size that the video's limits say and that is read beside words. */
    Video shown(int[] numbers, int characters) {
        int tokens = view.room(characters, options.generation().maxTokens());
        return clip.showing(
                numbers, view.shown(numbers.length, tokens, clip.limits(), clip.isFile()));
    }

    /** Asks what happens in a part, roughly. */
    String note(TimeSpan part) {
        channel.throwIfCancelled();
        FrameLimits rough = view.rough();
        int fit = view.frames(view.room(0, NOTE_TOKENS), ROUGH_FRAMES, rough);
        int[] numbers = clip.within(part, fit);
        List<String> said = said(numbers, Prompts.DESCRIBE.length());
        return model.ask(
                        Prompts.question(Prompts.DESCRIBE, said),
                        List.of(clip.showing(numbers, rough)),
                        noting())
                .strip();
    }
}
