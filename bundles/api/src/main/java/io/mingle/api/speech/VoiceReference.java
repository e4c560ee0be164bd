package io.mingle.api.speech;

import io.mingle.api.content.Sound;
import io.mingle.api.error.InvalidRequestException;

/**
 * A recording whose voice is copied. Whoever makes one says whether the speaker has consented; who
 * speaks insists on it. Services that others reach, such as a server, take the word of nobody who
 * asks, unless they are configured to.
 *
 * @param recording of one speaker, a second to half a minute long, best three seconds or more
 * @param text what is said in it, word for word
 * @param consent whether the speaker has agreed to being copied
 */
public record VoiceReference(Sound recording, String text, boolean consent) {

    /** The longest text of a recording. */
    public static final int MAX_CHARACTERS = 1000;

    /**
     * Checks that there is a recording, and what is said in it.
     *
     * @throws InvalidRequestException if one is missing, or the text is too long
     */
    public VoiceReference {
        if (recording == null || text == null || text.isBlank()) {
            throw new InvalidRequestException(
                    "A voice was to be copied without a recording or without the words that are"
                            + " said in it. Give both.");
        }
        if (text.length() > MAX_CHARACTERS) {
            throw new InvalidRequestException(
                    "The words of a recording have %s characters; at most %s are read. Give a shorter recording."
                            .formatted(text.length(), MAX_CHARACTERS));
        }
    }
}
