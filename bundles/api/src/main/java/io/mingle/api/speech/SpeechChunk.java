package io.mingle.api.speech;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Update;

/**
 * A piece of sound. All pieces of a generation in a row are the speech.
 *
 * @param rate samples per second, the same in all of a generation
 * @param samples of one channel, full scale from −1 to 1 and never beyond. The array is shared, not
 *     copied: nobody may change it
 * @param sentence which piece of the text it is of
 */
public record SpeechChunk(int rate, float[] samples, int sentence) implements Update {

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidRequestException if there are no samples, or a number is out of its range
     */
    public SpeechChunk {
        if (samples == null || rate < 1 || sentence < 0) {
            throw new InvalidRequestException(
                    "A piece of sound was reported of sentence %s with %s samples a second, without samples."
                            .formatted(sentence, rate));
        }
    }

    /** Returns how many samples there are and of what, never the samples. */
    @Override
    public String toString() {
        return "SpeechChunk[rate=%s, samples=%s, sentence=%s]"
                .formatted(rate, samples.length, sentence);
    }
}
