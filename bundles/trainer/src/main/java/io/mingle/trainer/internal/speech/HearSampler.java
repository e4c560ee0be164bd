package io.mingle.trainer.internal.speech;

import io.mingle.audio.encoder.AudioConfig;
import io.mingle.audio.feature.LogMel;
import io.mingle.trainer.Batch;
import io.mingle.trainer.Sampler;
import io.mingle.trainer.internal.learn.Pointers;
import io.mingle.trainer.internal.learn.TokenizedText;
import io.mingle.trainer.internal.speech.SpokenPrompts.Heard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Draws recordings and lays them out with what is to be written down of them. All recordings of a
 * batch are of one length, so that nothing of the encoder's has to be masked.
 */
final class HearSampler implements Sampler<Recording> {

    /** All lengths between these: of a few alone, those between them would not be learnt. */
    private static final double SHORTEST = 1.4;

    private static final double LONGEST = 4.4;

    /** About how many seconds are heard in a batch. */
    private static final double BUDGET = 48;

    private final Synthesizer synthesizer = new Synthesizer(LogMel.RATE);
    private final AudioConfig config;
    private final SpokenPrompts prompts;
    private final float[] filters;

    HearSampler(AudioConfig config, SpokenPrompts prompts) {
        this.config = config;
        this.prompts = prompts;
        this.filters = LogMel.filters(config.nMels());
    }

    @Override
    public Supplier<Recording> examples(SplittableRandom random) {
        int length = length(random);
        return () -> Recording.toLearn(random, synthesizer, length);
    }

    /** Draws how many samples recordings have, to learn from and to be tried with. */
    static int length(SplittableRandom random) {
        double seconds = SHORTEST + (LONGEST - SHORTEST) * random.nextDouble();
        return (int) (seconds * LogMel.RATE);
    }

    @Override
    public int room(Recording example) {
        return Math.max(4, (int) (BUDGET * LogMel.RATE / example.samples().length));
    }

    @Override
    public Batch batch(List<Recording> drawn) {
        int size = drawn.size();
        int length = drawn.get(0).samples().length;
        int tokens = config.tokens(LogMel.frames(length));
        List<Heard> rows =
                drawn.stream().map(it -> prompts.heard(tokens, answer(it.phrase()))).toList();
        int width = rows.stream().mapToInt(it -> it.ids().length).max().orElseThrow();
        long[] ids = new long[size * width];
        Arrays.fill(ids, prompts.padding());
        long[] modality = new long[size * width];
        long[] positions = new long[3 * size * width];
        long[] sounds = new long[size * tokens];
        List<Long> at = new ArrayList<>();
        List<Long> targets = new ArrayList<>();
        List<Long> written = new ArrayList<>();
        long[] labels = new long[size * tokens];
        long[] numbers = new long[size * tokens];
        Pointers pointers = new Pointers();
        for (int i = 0; i < size; i++) {
            Heard row = rows.get(i);
            int start = i * width;
            for (int j = 0; j < row.ids().length; j++) {
                ids[start + j] = row.ids()[j];
                if (j >= row.answer()) {
                    at.add((long) start + j - 1);
                    targets.add(row.ids()[j]);
                }
            }
            List<int[]> words = words(drawn.get(i).phrase());
            written.addAll(numbered(words, row));
            for (int j = 0; j < width; j++) {
                for (int axis = 0; axis < 3; axis++) {
                    positions[(axis * size + i) * width + j] = j;
                }
            }
            for (int j = 0; j < tokens; j++) {
                sounds[i * tokens + j] = start + row.sound() + j;
                modality[start + row.sound() + j] = 2;
            }
            point(pointers, drawn.get(i), words, row, start, tokens, (double) length / tokens);
            long[] own = drawn.get(i).labels(tokens, (double) length / tokens);
            System.arraycopy(own, 0, labels, i * tokens, tokens);
            long[] counted = drawn.get(i).counted(tokens, (double) length / tokens);
            System.arraycopy(counted, 0, numbers, i * tokens, tokens);
        }
        Batch.Builder batch =
                Batch.of(size)
                        .values(
                                "samples",
                                drawn.stream().map(Recording::samples).toList(),
                                size,
                                length)
                        .values("filters", filters, config.nMels(), LogMel.bins())
                        .numbers("ids", ids, size, width)
                        .numbers("positions", positions, 3, size, width)
                        .numbers("modality", modality)
                        .numbers("sounds", sounds)
                        .numbers("at", longs(at))
                        .numbers("targets", longs(targets))
                        .numbers("labels", labels)
                        .numbers("counted", numbers)
                        .numbers("written", longs(written));
        pointers.addTo(batch, width);
        List<Phrase> phrases = drawn.stream().map(Recording::phrase).toList();
        return WordOrder.addTo(batch, phrases, "token_counts", tokens).build();
    }

    /** Numbers the words that the tokens of an answer belong to, the end behind them. */
    private static List<Long> numbered(List<int[]> words, Heard row) {
        Long[] numbers = new Long[row.ids().length - row.answer()];
        Arrays.fill(numbers, 0L);
        for (int word = 0; word < words.size(); word++) {
            for (int token : words.get(word)) {
                numbers[token] = Math.min(word + 1L, Recording.MOST_COUNTED);
            }
        }
        numbers[numbers.length - 1] = Math.min(words.size() + 1L, Recording.MOST_COUNTED);
        return List.of(numbers);
    }

    /** Returns which tokens of an answer write each word. */
    private List<int[]> words(Phrase phrase) {
        TokenizedText answer = prompts.tokenized(answer(phrase));
        return IntStream.range(0, phrase.words().size())
                .mapToObj(
                        word -> {
                            int end = answer(phrase.first(word + 1)).length();
                            SpokenWord said = phrase.words().get(word);
                            int from = end - said.in(phrase.language()).length();
                            return answer.tokens(from, end);
                        })
                .toList();
    }

    /** Tells in which tokens of the sound each word and the end are heard. */
    private static void point(
            Pointers pointers,
            Recording recording,
            List<int[]> words,
            Heard row,
            int start,
            int tokens,
            double samplesPerToken) {
        for (int word = 0; word < words.size(); word++) {
            long[] heard = new long[tokens];
            for (int j = 0; j < tokens; j++) {
                heard[j] = recording.hears(word, (j + 0.5) * samplesPerToken) ? 1 : 0;
            }
            for (int token : words.get(word)) {
                long state = (long) start + row.answer() + token - 1;
                pointers.add(state, row.sound(), heard, heard);
            }
        }
        // Before it ends, it is to see that nothing more is said.
        long[] behind = new long[tokens];
        for (int j = 0; j < tokens; j++) {
            behind[j] = recording.isOver((j + 0.5) * samplesPerToken) ? 1 : 0;
        }
        pointers.add((long) start + row.ids().length - 2, row.sound(), behind, behind);
    }

    private static long[] longs(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    /** Returns what the published model answers: the language, a tab, what was said. */
    static String answer(Phrase phrase) {
        return phrase.language().published() + "\t" + phrase.text();
    }
}
