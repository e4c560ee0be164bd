package io.mingle.audio.talker;

import io.mingle.api.error.BrokenModelException;
import io.mingle.thinker.tokenizer.Tokenizer;
import java.util.List;

/**
 * The tokens by which a talker's input is put together (spec of the published model, talker,
 * section 2.2).
 *
 * @param firstAudio from this one on tokens are those of speech; the ones before are of text
 */
public record TalkerTokens(
        int audioBegin,
        int audioEnd,
        int audioPad,
        int textEnd,
        int textPad,
        int prompt,
        int promptEnd,
        int thinker,
        int thinkerEnd,
        int voice,
        int voiceEnd,
        int firstAudio) {

    /** What the tokenizer of a talker calls them, in the order of their published ids. */
    public static final List<String> NAMES =
            List.of(
                    "<audio_bos>",
                    "<audio_eos>",
                    "<audio_pad>",
                    "<text_bos>",
                    "<text_eos>",
                    "<text_pad>",
                    "<prompt>",
                    "</prompt>",
                    "<thinker_prefix>",
                    "</thinker_prefix>",
                    "<vp>",
                    "</vp>");

    /** As published. */
    public static final TalkerTokens PUBLISHED =
            new TalkerTokens(
                    151665, 151666, 151667, 151669, 151670, 151671, 151672, 151673, 151674, 151675,
                    151676, 151677);

    /**
     * Looks them up.
     *
     * @param firstAudio how many tokens of text there are ({@code text_vocab_size})
     * @throws BrokenModelException if the tokenizer lacks one of them
     */
    public static TalkerTokens of(Tokenizer tokenizer, int firstAudio) {
        return new TalkerTokens(
                id(tokenizer, "<audio_bos>"),
                id(tokenizer, "<audio_eos>"),
                id(tokenizer, "<audio_pad>"),
                id(tokenizer, "<text_eos>"),
                id(tokenizer, "<text_pad>"),
                id(tokenizer, "<prompt>"),
                id(tokenizer, "</prompt>"),
                id(tokenizer, "<thinker_prefix>"),
                id(tokenizer, "</thinker_prefix>"),
                id(tokenizer, "<vp>"),
                id(tokenizer, "</vp>"),
                firstAudio);
    }

    private static int id(Tokenizer tokenizer, String name) {
        return tokenizer
                .special(name)
                .orElseThrow(
                        () ->
                                new BrokenModelException(
                                        "The tokenizer of the talker has no token %s. Fetch the talker's folder again."
                                                .formatted(name)));
    }
}
