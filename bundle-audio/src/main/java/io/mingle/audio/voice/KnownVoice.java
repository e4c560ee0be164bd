package io.mingle.audio.voice;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.audio.detokenizer.FlowVoice;

/**
 * What a talker has to know of a voice to speak in it (spec of the published model, talker, section
 * 4.3).
 *
 * @param name letters, digits, {@code -} and {@code _}, at most {@value #LONGEST_NAME}
 * @param language of the text, as a tag of BCP 47
 * @param description for a person; perhaps nothing
 * @param text what the speaker said, word for word
 * @param codes of speech, of that, 50 a second
 * @param print of the voice
 * @param mel frames of the same, one for each code, [codes, mels] row by row; nothing if the flow
 *     is to know the voice by its print alone
 */
public record KnownVoice(
        String name,
        String language,
        String description,
        String text,
        int[] codes,
        float[] print,
        float[] mel) {

    private static final int LONGEST_NAME = 64;

    /**
     * Checks the name, and that nothing is missing.
     *
     * @throws InvalidRequestException if it is none, or something is missing
     */
    public KnownVoice {
        if (name == null || !name.matches("[A-Za-z0-9_-]{1," + LONGEST_NAME + "}")) {
            throw new InvalidRequestException(
                    "A voice was to be called '%s'; names have 1 to %s letters, digits, - and _."
                            .formatted(name, LONGEST_NAME));
        }
        boolean isNull =
                language == null
                        || description == null
                        || text == null
                        || codes == null
                        || print == null
                        || mel == null;
        if (isNull || text.isBlank() || codes.length == 0 || print.length == 0) {
            throw new InvalidRequestException(
                    "The voice '%s' lacks its text, the codes of it, the print of the voice, or its language. Give all of them; the description and the frames may be empty."
                            .formatted(name));
        }
    }

    /** Returns what the flow knows of it. */
    public FlowVoice flow() {
        return mel.length == 0 ? FlowVoice.of(print) : new FlowVoice(print, codes, mel);
    }
}
