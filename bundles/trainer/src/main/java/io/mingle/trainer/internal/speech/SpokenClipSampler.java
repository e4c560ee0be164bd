package io.mingle.trainer.internal.speech;

import io.mingle.trainer.Sampler;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Draws clips that are all of one length in a batch; subclasses lay them out. */
abstract class SpokenClipSampler implements Sampler<SpokenClip> {

    private static final List<Integer> CODES = List.of(60, 90, 120, 160);

    private final SpokenClips clips;
    private final int budget;

    /**
     * @param budget about how many codes a batch has
     */
    SpokenClipSampler(SpokenClips clips, int budget) {
        this.clips = clips;
        this.budget = budget;
    }

    SpokenClips clips() {
        return clips;
    }

    @Override
    public Supplier<SpokenClip> examples(SplittableRandom random) {
        int codes = CODES.get(random.nextInt(CODES.size()));
        return () -> clips.of(random, codes);
    }

    @Override
    public int room(SpokenClip example) {
        return Math.max(2, budget / codes(example));
    }

    /** Returns how many codes a clip has, with the silence behind it. */
    static int codes(SpokenClip clip) {
        return clip.samples().length / SpokenClips.MEL.hop();
    }

    /** Draws normal values that depend on the clip and on nothing else. */
    static float[] noise(SplittableRandom random, int count) {
        float[] noise = new float[count];
        for (int i = 0; i < count; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }
}
