package io.mingle.media.internal;

import io.mingle.api.media.DecodedSound;
import io.mingle.api.media.SoundPieces;
import java.util.Arrays;
import java.util.List;

/** Puts the pieces of a sound one behind the other. */
final class WholeSound implements SoundPieces {

    /** What an array can hold. */
    static final int MOST = Integer.MAX_VALUE - Long.BYTES;

    private static final int FIRST = 1 << 16;

    private int rate;
    private float[] samples = new float[FIRST];
    private int count;

    @Override
    public void begin(int found, double seconds) {
        rate = found;
    }

    @Override
    public void take(float[] piece, int more) {
        int all = Math.addExact(count, more);
        if (all > samples.length) {
            long larger = Math.max(all, 2L * samples.length);
            samples = Arrays.copyOf(samples, (int) Math.min(MOST, larger));
        }
        System.arraycopy(piece, 0, samples, count, more);
        count = all;
    }

    /** Returns the whole. */
    DecodedSound decoded(List<String> warnings) {
        return new DecodedSound(rate, Arrays.copyOf(samples, count), warnings);
    }
}
