package io.mingle.audio.sound;

import java.util.List;

/**
 * A sound as one channel.
 *
 * @param rate samples per second
 * @param samples the samples, full scale from −1 to 1; not to be changed
 * @param warnings what of the file could not be read, a sentence each for a person; usually none
 */
public record Waveform(int rate, float[] samples, List<String> warnings) {

    /** Copies the list. */
    public Waveform {
        warnings = List.copyOf(warnings);
    }

    /** Creates a sound of which nothing was lost. */
    public Waveform(int rate, float[] samples) {
        this(rate, samples, List.of());
    }
}
