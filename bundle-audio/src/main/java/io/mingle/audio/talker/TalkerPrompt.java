package io.mingle.audio.talker;

import io.mingle.api.error.InvalidRequestException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a talker reads before it speaks: two streams of tokens, whose embeddings are added up, with
 * places that thinker and voice fill (spec of the published model, talker, sections 4.4 and 4.5).
 *
 * @param audio the stream of speech
 * @param text the stream of text, as long
 * @param thinker where the thinker's states begin; they follow one another
 * @param heard how many there are
 * @param voice where the voice print is
 * @param sentence how many tokens of the text are to be said
 * @param later tokens of text that stand beside what is spoken, one each; then there is none
 * @param prefix how many rows at the beginning have the position of the last of them; none in
 *     talkers since 1.5
 */
public record TalkerPrompt(
        int[] audio,
        int[] text,
        int thinker,
        int heard,
        int voice,
        int sentence,
        int[] later,
        int prefix) {

    /** Puts one together whose text stands in the prompt. */
    public TalkerPrompt(int[] audio, int[] text, int thinker, int heard, int voice, int sentence) {
        this(audio, text, thinker, heard, voice, sentence, new int[0], 0);
    }

    /**
     * What a voice is known by, in tokens.
     *
     * @param speech of what the speaker said, as ids of the talker
     * @param text of it
     */
    public record Spoken(int[] speech, int[] text) {

        /** Returns how many tokens a sentence in this voice may have. */
        public int room() {
            return speech.length - text.length;
        }
    }

    /**
     * Puts a prompt together, as talkers since 1.5 read it.
     *
     * @param sentence tokens of what is to be said
     * @param heard how many states of the thinker there are; perhaps none
     * @throws InvalidRequestException if the sentence is too long for the voice
     */
    public static TalkerPrompt of(TalkerTokens tokens, Spoken voice, int[] sentence, int heard) {
        return of(TalkerLayout.V1_5, tokens, voice, sentence, heard);
    }

    /**
     * Puts a prompt together.
     *
     * @param layout in which order
     * @param sentence tokens of what is to be said, at least one
     * @param heard how many states of the thinker there are; perhaps none
     * @throws InvalidRequestException if the sentence is too long for the voice
     */
    public static TalkerPrompt of(
            TalkerLayout layout, TalkerTokens tokens, Spoken voice, int[] sentence, int heard) {
        if (!layout.goesOn() && sentence.length > voice.room()) {
            throw new InvalidRequestException(
                    "A sentence of %s tokens was to be spoken in a voice with room for %s, because as much of it is known. Part the sentence, or use a longer reference."
                            .formatted(sentence.length, voice.room()));
        }
        boolean known = layout != TalkerLayout.PREVIEW;
        int[] speech = known ? voice.speech() : new int[0];
        Streams streams = new Streams(heard + 8 + speech.length);
        streams.both(tokens.prompt());
        streams.both(tokens.promptEnd());
        streams.both(tokens.thinker());
        int thinker = streams.count;
        for (int i = 0; i < heard; i++) {
            streams.both(tokens.audioPad());
        }
        streams.both(tokens.thinkerEnd());
        streams.both(tokens.voice());
        int print = streams.count;
        streams.both(tokens.audioPad());
        streams.both(tokens.voiceEnd());
        int prefix = streams.count;
        int[] words = known ? behindOneAnother(voice.text(), sentence) : sentence;
        words = behindOneAnother(words, new int[] {tokens.textEnd()});
        for (int i = 0; i <= speech.length; i++) {
            streams.add(
                    i == 0 ? tokens.audioBegin() : speech[i - 1],
                    i < words.length ? words[i] : tokens.textPad());
        }
        int[] later =
                Arrays.copyOfRange(words, Math.min(words.length, speech.length + 1), words.length);
        return new TalkerPrompt(
                streams.audio,
                streams.text,
                thinker,
                heard,
                print,
                sentence.length,
                later,
                layout.goesOn() ? prefix : 0);
    }

    /** Returns the position of each row. */
    public int[] positions() {
        return IntStream.range(0, rows()).map(it -> it < prefix ? prefix - 1 : it).toArray();
    }

    private static int[] behindOneAnother(int[] one, int[] other) {
        int[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /** Returns how many rows it has. */
    public int rows() {
        return audio.length;
    }

    private static final class Streams {

        private final int[] audio;
        private final int[] text;
        private int count;

        Streams(int rows) {
            audio = new int[rows];
            text = new int[rows];
        }

        void both(int token) {
            add(token, token);
        }

        void add(int speech, int word) {
            audio[count] = speech;
            text[count++] = word;
        }
    }
}
