package io.mingle.audio.internal.recognition;

import java.util.Locale;
import java.util.Optional;

/** Notices sound that was recorded too loud: samples that stay at full scale. */
final class Clipping {

    private static final float FULL = 0.999f;

    /** A peak touches full scale once; what is cut off stays there. */
    private static final int RUN = 3;

    /** Less is not heard. */
    private static final double NOTICEABLE = 0.002;

    private long all;
    private long clipped;
    private int run;

    void add(float[] samples, int count) {
        for (int i = 0; i < count; i++) {
            run = Math.abs(samples[i]) >= FULL ? run + 1 : 0;
            if (run == RUN) {
                clipped += RUN;
            } else if (run > RUN) {
                clipped++;
            }
        }
        all += count;
    }

    /** Says how much of a sound is cut off, if it is enough to be heard. */
    Optional<String> warning(String name) {
        double share = all == 0 ? 0 : (double) clipped / all;
        return share < NOTICEABLE
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "The sound '%s' was recorded too loud: %.1f %% of its samples are"
                                        + " cut off at full scale, and words may be misheard."
                                        + " Record it more quietly.",
                                name,
                                100 * share));
    }
}
