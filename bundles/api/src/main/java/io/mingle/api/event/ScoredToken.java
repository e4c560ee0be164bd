package io.mingle.api.event;

import io.mingle.api.error.InvalidRequestException;
import java.util.Arrays;

/**
 * A token and how likely the model found it.
 *
 * @param id its number in the model's vocabulary
 * @param text its text; U+FFFD where it holds a part of a character
 * @param bytes what it adds to the answer in UTF-8, perhaps a part of a character; copied. Those of
 *     its name for a special token, which adds nothing
 * @param logProbability natural logarithm of the probability that the model's own distribution
 *     gives it, before constraint, penalties and temperature; 0 or less
 */
public record ScoredToken(int id, String text, byte[] bytes, double logProbability) {

    /**
     * Takes a copy of the bytes.
     *
     * @throws InvalidRequestException if an argument is null
     */
    public ScoredToken {
        if (text == null || bytes == null) {
            throw new InvalidRequestException(
                    "The token " + id + " was told without its text or its bytes.");
        }
        bytes = bytes.clone();
    }

    /** Returns a copy of the bytes. */
    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScoredToken it
                && id == it.id
                && text.equals(it.text)
                && Arrays.equals(bytes, it.bytes)
                && Double.compare(logProbability, it.logProbability) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * id + Double.hashCode(logProbability);
    }

    @Override
    public String toString() {
        return "ScoredToken[id=" + id + ", logProbability=" + logProbability + "]";
    }
}
