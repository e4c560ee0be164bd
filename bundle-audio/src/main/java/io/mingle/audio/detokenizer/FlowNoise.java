package io.mingle.audio.detokenizer;

import io.mingle.api.error.ContentTooLargeException;

/**
 * What frames begin as. It is the same for the same frame each time, so that a frame of a stream
 * stays what it was when later ones are added.
 *
 * @param values [mels, frames], row by row
 * @param frames that there are
 */
public record FlowNoise(float[] values, int frames) {

    /** How many frames the published table has, at 50 a second. */
    private static final int PUBLISHED = 15_000;

    private static final int SEED = 0;

    /** Returns the table that the published code draws when it starts. */
    public static FlowNoise published(int mels) {
        return new FlowNoise(TorchNormal.drawn(SEED, mels * PUBLISHED), PUBLISHED);
    }

    /**
     * Returns the noise of the first frames.
     *
     * @return [mels, count], row by row
     * @throws ContentTooLargeException if there are not as many
     */
    float[] first(int count) {
        if (count > frames) {
            throw new ContentTooLargeException(
                    "A sentence of %s frames was to be spoken; %s are the most at a time. Part it into shorter ones."
                            .formatted(count, frames));
        }
        int mels = values.length / frames;
        float[] first = new float[mels * count];
        for (int mel = 0; mel < mels; mel++) {
            System.arraycopy(values, mel * frames, first, mel * count, count);
        }
        return first;
    }
}
