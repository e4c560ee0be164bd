package io.mingle.http.internal.sound;

import io.mingle.api.content.Sound;
import io.mingle.api.media.WavWriter;
import io.mingle.api.media.WavWriter.Encoding;

/** Makes sounds of samples, as the model reads them. */
public final class Wav {

    private Wav() {}

    /** Returns one channel of sound with 16 bits. */
    public static Sound of(String name, int rate, float... samples) {
        return new Sound(name, new WavWriter(rate, Encoding.PCM16, "").file(samples));
    }
}
