package io.mingle.trainer.internal.speech;

import io.mingle.audio.talker.TalkerPrompt;
import io.mingle.trainer.Batch;
import io.mingle.trainer.internal.learn.Classification;
import io.mingle.trainer.internal.speech.Recording.Span;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Lays out what is read and what is said. In some batches the talker has states of the thinker
 * before it, in which nothing stands that it needs: it is to learn that they may be there.
 */
final class SpeakSampler extends SpokenClipSampler {

    private static final int BUDGET = 1600;
    private static final int TRIES = 50;

    /** Of as many batches one has states of the thinker. */
    private static final int WITH_STATES = 4;

    private final SpeakPrompts prompts;
    private final SpokenPrompts thinker;

    SpeakSampler(SpokenClips clips, SpeakPrompts prompts, SpokenPrompts thinker) {
        super(clips, BUDGET);
        this.prompts = prompts;
        this.thinker = thinker;
    }

    @Override
    public Supplier<SpokenClip> examples(SplittableRandom random) {
        Supplier<SpokenClip> all = super.examples(random);
        return () -> {
            for (int i = 0; i < TRIES; i++) {
                SpokenClip clip = all.get();
                if (prompts.fits(clip.text())) {
                    return clips().aligned(clip);
                }
            }
            throw new IllegalStateException("No text fits into the prompt of the talker.");
        };
    }

    @Override
    public Batch batch(List<SpokenClip> drawn) {
        int size = drawn.size();
        int codes = codes(drawn.get(0));
        int heard = heard(drawn);
        List<TalkerPrompt> read = drawn.stream().map(it -> prompts.of(it.text(), heard)).toList();
        int rows = read.get(0).rows();
        long[] audio = new long[size * rows];
        long[] text = new long[size * (rows + codes)];
        Arrays.fill(text, prompts.tokens().textPad());
        float[] known = new float[size * (codes + 1)];
        long[] ends = new long[size * (codes + 1)];
        long[] words = new long[size * (codes + 1)];
        long[] numbers = new long[size * (codes + 1)];
        Arrays.fill(words, Classification.UNKNOWN);
        Arrays.fill(numbers, Classification.UNKNOWN);
        for (int i = 0; i < size; i++) {
            for (int row = 0; row < rows; row++) {
                audio[i * rows + row] = read.get(i).audio()[row];
                text[i * (rows + codes) + row] = read.get(i).text()[row];
            }
            int end = Math.min(codes, drawn.get(i).codes());
            Arrays.fill(known, i * (codes + 1), i * (codes + 1) + end + 1, 1);
            ends[i * (codes + 1) + end] = 1;
            label(drawn.get(i), end, i * (codes + 1), words, numbers);
        }
        Batch.Builder batch =
                clips().addTo(Batch.of(size), drawn)
                        .numbers("read", audio, size, rows)
                        .numbers("text", text, size, rows + codes)
                        .values("known", known, size, codes + 1)
                        .numbers("ends", ends, size, codes + 1)
                        .numbers("words", words)
                        .numbers("numbers", numbers)
                        .numbers("voice", new long[] {read.get(0).voice()})
                        .numbers("end", new long[] {prompts.tokens().audioEnd()});
        return addStates(batch, drawn, heard).build();
    }

    /** Tells of each code of a clip which word it is of, and which in order; of the end none. */
    private static void label(SpokenClip clip, int end, int from, long[] words, long[] numbers) {
        List<SpokenWord> said = clip.phrase().words();
        List<Span> spans = clip.spans();
        int word = 0;
        for (int code = 0; code < end; code++) {
            double sample = (code + 0.5) * SpokenClips.MEL.hop();
            while (word + 1 < said.size() && sample >= spans.get(word).end()) {
                word++;
            }
            words[from + code] = 1L + said.get(word).label(clip.phrase().language());
            numbers[from + code] = word + 1L;
        }
        words[from + end] = 0;
        numbers[from + end] = 0;
    }

    private int heard(List<SpokenClip> drawn) {
        int number = Math.floorMod(drawn.get(0).text().hashCode(), WITH_STATES);
        return number > 0 ? 0 : drawn.stream().mapToInt(it -> ids(it).length).min().orElseThrow();
    }

    private long[] ids(SpokenClip clip) {
        return thinker.asked(clip.phrase().text());
    }

    private Batch.Builder addStates(Batch.Builder batch, List<SpokenClip> drawn, int heard) {
        int size = drawn.size();
        long[] ids = new long[size * heard];
        long[] positions = new long[3 * size * heard];
        for (int i = 0; i < size; i++) {
            System.arraycopy(ids(drawn.get(i)), 0, ids, i * heard, heard);
        }
        for (int i = 0; i < positions.length; i++) {
            positions[i] = i % heard;
        }
        return batch.numbers("ids", ids, size, heard)
                .numbers("positions", positions, 3, size, heard)
                .numbers("modality", new long[size * heard]);
    }
}
