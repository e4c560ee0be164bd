package io.mingle.trainer.internal.speech;

import io.mingle.audio.talker.TalkerPrompt;
import io.mingle.audio.talker.TalkerPrompt.Spoken;
import io.mingle.audio.talker.TalkerTokens;
import io.mingle.thinker.tokenizer.Tokenizer;
import java.util.Arrays;

/**
 * What a talker reads before it speaks, put together as in serving.
 *
 * @param voice what all voices are said to have said; see {@link TalkerFiles#PROMPT}
 * @param firstCode the token that is the code 0
 */
record SpeakPrompts(Tokenizer tokenizer, TalkerTokens tokens, Spoken voice, int firstCode) {

    /**
     * @param vocabulary how many tokens the talker has
     * @param codes how many of them, the last ones, are codes
     */
    static SpeakPrompts of(Tokenizer tokenizer, int vocabulary, int codes) {
        int firstCode = vocabulary - codes;
        int[] speech = new int[TalkerFiles.PROMPT];
        Arrays.fill(speech, firstCode);
        return new SpeakPrompts(
                tokenizer,
                TalkerTokens.of(tokenizer, firstCode - TalkerFiles.SPECIALS.size()),
                new Spoken(speech, tokenizer.encode(TalkerFiles.PROMPT_TEXT)),
                firstCode);
    }

    /** Tells whether there is room for a text. */
    boolean fits(String text) {
        return tokenizer.encode(text).length <= voice.room();
    }

    /**
     * @param heard how many states of the thinker there are
     */
    TalkerPrompt of(String text, int heard) {
        return TalkerPrompt.of(tokens, voice, tokenizer.encode(text), heard);
    }
}
