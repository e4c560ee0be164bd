package io.mingle.trainer.internal.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToLongFunction;

/**
 * A phrase as it was recorded.
 *
 * @param samples from -1 to 1
 * @param spans where its words are, as many
 */
record Recording(float[] samples, Phrase phrase, List<Span> spans) {

    /** More words are not told apart by their number. */
    static final int MOST_COUNTED = 12;

    private static final int TRIES = 24;

    /** The fewest samples of a word's audible part, as a share of a second. */
    private static final double SHORTEST_GAP = 0.03;

    private static final double LONGEST_GAP = 0.35;

    /** About how long a word is with the gap behind it, in seconds. */
    private static final double WORD = 0.55;

    /**
     * Played slower or faster, a voice is that of a larger or a smaller head: there are more of
     * them than programs have, and those of other programs are among them.
     */
    private static final double SLOWEST = 0.8;

    private static final double FASTEST = 1.25;

    /** The samples of a word, from the first on and before the end. */
    record Span(int start, int end) {

        /** Returns where it lies when it is played faster, from a sample on. */
        Span played(double tempo, int at) {
            return new Span(at + (int) (start / tempo), at + (int) (end / tempo));
        }
    }

    Recording {
        spans = List.copyOf(spans);
    }

    /**
     * Draws a recording of a given length with a phrase somewhere in it: half of them spoken at
     * once, half word by word.
     *
     * @param length in samples, at least that of the longest word
     */
    static Recording of(
            SplittableRandom random, Synthesizer synthesizer, int length, boolean known) {
        return dry(random, synthesizer, length, known).in(random, synthesizer.rate());
    }

    /** Draws a recording to learn from: the same, half of them in a voice that no program has. */
    static Recording toLearn(SplittableRandom random, Synthesizer synthesizer, int length) {
        int rate = synthesizer.rate();
        Recording dry = dry(random, synthesizer, length, true);
        return (random.nextBoolean()
                        ? dry
                        : dry.with(Disguise.of(random).spoken(random, dry.samples, rate)))
                .in(random, rate);
    }

    private static Recording dry(
            SplittableRandom random, Synthesizer synthesizer, int length, boolean known) {
        Language language = Phrase.language(random);
        double tempo = SLOWEST + (FASTEST - SLOWEST) * random.nextDouble();
        return random.nextBoolean()
                ? atOnce(random, synthesizer, language, length, tempo, known)
                : byWord(random, synthesizer, language, length, tempo, known);
    }

    private Recording in(SplittableRandom random, int rate) {
        return with(Room.of(random, samples, rate));
    }

    private Recording with(float[] others) {
        return new Recording(others, phrase, spans);
    }

    private static Recording atOnce(
            SplittableRandom random,
            Synthesizer synthesizer,
            Language language,
            int length,
            double tempo,
            boolean known) {
        int most = Math.max(1, (int) (length / (WORD * synthesizer.rate())));
        for (int i = 0; i < TRIES; i++) {
            Speaker speaker = Speaker.of(random, language, known);
            Phrase phrase =
                    Phrase.of(random, language, Math.max(1, most - random.nextInt(3) - i / 4));
            float[] whole = synthesizer.speak(speaker, WrittenPhrase.of(random, phrase));
            float[] spoken = faster(whole, tempo);
            if (spoken.length <= length) {
                float[] samples = new float[length];
                int at = random.nextInt(length - spoken.length + 1);
                System.arraycopy(spoken, 0, samples, at, spoken.length);
                List<float[]> words =
                        phrase.words().stream()
                                .map(it -> synthesizer.again(speaker, it.in(language)))
                                .toList();
                List<Span> spans =
                        Alignment.of(words, whole, synthesizer.rate()).stream()
                                .map(it -> it.played(tempo, at))
                                .toList();
                return new Recording(samples, phrase, spans);
            }
        }
        throw new IllegalStateException("No phrase fits into %s samples.".formatted(length));
    }

    private static Recording byWord(
            SplittableRandom random,
            Synthesizer synthesizer,
            Language language,
            int length,
            double tempo,
            boolean known) {
        Speaker speaker = Speaker.of(random, language, known);
        float[] samples = new float[length];
        List<SpokenWord> words = new ArrayList<>();
        List<Span> spans = new ArrayList<>();
        int most =
                Math.max(1, (int) (length / (WORD * synthesizer.rate())) + 1 - random.nextInt(3));
        int at = random.nextInt(1 + synthesizer.rate() / 4);
        for (int i = 0; i < TRIES && words.size() < most; i++) {
            SpokenWord word = Phrase.of(random, language, 1).words().get(0);
            float[] spoken = faster(synthesizer.again(speaker, word.in(language)), tempo);
            if (words.isEmpty() && spoken.length <= length) {
                at = Math.min(at, length - spoken.length);
            }
            if (at + spoken.length <= length) {
                System.arraycopy(spoken, 0, samples, at, spoken.length);
                words.add(word);
                spans.add(new Span(at, at + spoken.length));
                at += spoken.length + gap(random, synthesizer.rate());
            }
        }
        if (words.isEmpty()) {
            throw new IllegalStateException("No word fits into %s samples.".formatted(length));
        }
        return new Recording(samples, new Phrase(language, words), spans);
    }

    private static int gap(SplittableRandom random, int rate) {
        double share = random.nextDouble();
        return (int) (rate * (SHORTEST_GAP + (LONGEST_GAP - SHORTEST_GAP) * share * share));
    }

    /** Plays samples faster, or slower below 1, which moves the pitch as well. */
    private static float[] faster(float[] samples, double tempo) {
        float[] played = new float[Math.max(1, (int) (samples.length / tempo))];
        for (int i = 0; i < played.length; i++) {
            double at = i * tempo;
            int left = (int) at;
            float next = samples[Math.min(left + 1, samples.length - 1)];
            float here = samples[Math.min(left, samples.length - 1)];
            played[i] = (float) (here + (at - left) * (next - here));
        }
        return played;
    }

    /** Tells whether a word sounds at a sample. */
    boolean hears(int word, double sample) {
        return sample >= spans.get(word).start() && sample < spans.get(word).end();
    }

    /** Tells whether all words have been said at a sample. */
    boolean isOver(double sample) {
        return sample >= spans.get(spans.size() - 1).end();
    }

    /**
     * Names the word in the middle of each token's part of the recording.
     *
     * @return labels from 1 on, 0 for none
     */
    long[] labels(int tokens, double samplesPerToken) {
        return each(
                tokens,
                samplesPerToken,
                word -> 1L + phrase.words().get(word).label(phrase.language()));
    }

    /**
     * Counts the words in the middle of each token's part of the recording.
     *
     * @return from 1 on, 0 for none
     */
    long[] counted(int tokens, double samplesPerToken) {
        return each(tokens, samplesPerToken, word -> Math.min(word + 1L, MOST_COUNTED));
    }

    private long[] each(int tokens, double samplesPerToken, IntToLongFunction of) {
        long[] labels = new long[tokens];
        for (int token = 0; token < tokens; token++) {
            for (int word = 0; word < spans.size(); word++) {
                if (hears(word, (token + 0.5) * samplesPerToken)) {
                    labels[token] = of.applyAsLong(word);
                }
            }
        }
        return labels;
    }
}
