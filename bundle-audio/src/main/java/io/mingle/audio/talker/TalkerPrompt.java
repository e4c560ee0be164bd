package io.mingle.audio.talker;

import io.mingle.api.error.InvalidRequestException;
import java.util.Arrays;

/**
 * What a talker reads before it speaks: two streams of tokens, whose embeddings are added up, with
 * places that thinker and voice fill (spec of the published model, talker, section 4.4).
 *
 * @param audio the stream of speech
 * @param text the stream of text, as long
 * @param thinker where the thinker's states begin; they follow one another
 * @param heard how many there are
 * @param voice where the voice print is
 * @param sentence how many tokens of the text are to be said
 */
public record TalkerPrompt(
        int[] audio, int[] text, int thinker, int heard, int voice, int sentence) {

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
     * Puts a prompt together.
     *
     * @param sentence tokens of what is to be said
     * @param heard how many states of the thinker there are; perhaps none
     * @throws InvalidRequestException if the sentence is too long for the voice
     */
    public static TalkerPrompt of(TalkerTokens tokens, Spoken voice, int[] sentence, int heard) {
        if (sentence.length > voice.room()) {
            throw new InvalidRequestException(
                    "A sentence of %s tokens was to be spoken in a voice with room for %s, because as much of it is known. Part the sentence, or use a longer reference."
                            .formatted(sentence.length, voice.room()));
        }
        Streams streams = new Streams(heard + 8 + voice.speech().length);
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
        int[] words = behindOneAnother(voice.text(), sentence);
        for (int i = 0; i <= voice.speech().length; i++) {
            int word = i < words.length ? words[i] : tokens.textPad();
            streams.add(
                    i == 0 ? tokens.audioBegin() : voice.speech()[i - 1],
                    i == words.length ? tokens.textEnd() : word);
        }
        return new TalkerPrompt(
                streams.audio, streams.text, thinker, heard, print, sentence.length);
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
