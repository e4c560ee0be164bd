package io.mingle.api.media;

import java.util.List;

/**
 * What can be heard of a sound, as one channel.
 *
 * @param rate samples per second, 1 or more
 * @param samples full scale from −1 to 1, which lossy formats may pass a little; belongs to who
 *     asked for it
 * @param warnings what the file says it has and these samples lack, a sentence each for a person,
 *     with the sound's name and how many seconds; none if all was decoded
 */
public record DecodedSound(int rate, float[] samples, List<String> warnings) {

    /** Copies the list. */
    public DecodedSound {
        warnings = List.copyOf(warnings);
    }

    /** Reports a sound of which nothing was lost. */
    public DecodedSound(int rate, float[] samples) {
        this(rate, samples, List.of());
    }
}
