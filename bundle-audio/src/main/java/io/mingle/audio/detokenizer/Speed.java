package io.mingle.audio.detokenizer;

/**
 * Speaks faster or slower: mel frames are drawn out in time, so that the voice keeps its pitch
 * (spec of the published model, audio detokenizer, section 7).
 */
final class Speed {

    private Speed() {}

    /**
     * Interpolates frames linearly between the middles of the old ones.
     *
     * @param frames [mels, frames], row by row
     * @param speed 2 halves their number
     * @return at least one frame where there was one
     */
    static float[] of(float[] frames, int mels, double speed) {
        int before = frames.length / mels;
        int after = Math.max(Math.min(before, 1), (int) (before / speed));
        if (speed == 1 || before == 0) {
            return frames;
        }
        float[] drawn = new float[mels * after];
        for (int i = 0; i < after; i++) {
            double place = Math.max(0, (i + 0.5) * before / after - 0.5);
            int left = (int) place;
            int right = Math.min(left + 1, before - 1);
            float share = (float) (place - left);
            for (int mel = 0; mel < mels; mel++) {
                float one = frames[mel * before + left];
                drawn[mel * after + i] = one + share * (frames[mel * before + right] - one);
            }
        }
        return drawn;
    }
}
