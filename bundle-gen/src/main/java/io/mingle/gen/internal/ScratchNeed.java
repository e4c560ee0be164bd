package io.mingle.gen.internal;

import io.mingle.api.drawing.PictureSize;
import io.mingle.gen.network.AutoencoderConfig;
import io.mingle.gen.sampling.Tiles;
import java.util.List;

/** Bounds what the networks make on their way for a picture, which the ledger does not see. */
final class ScratchNeed {

    /**
     * Of each row of a joint block: the stream, its norms and their modulations, queries, keys and
     * values of both attentions apart and together, what they give, and the feed-forward's four.
     */
    private static final long BLOCK_ARRAYS = 24;

    /** Of a place of a stage: what enters a residual block, its norm, two products, the sum. */
    private static final long STAGE_ARRAYS = 5;

    /** Copies in float32, where numbers are narrower: the feed-forward's four and their product. */
    private static final long WIDE_BLOCK_ARRAYS = 5;

    /**
     * The same of a stage: what a norm or a convolution takes, padded perhaps, and what it gives.
     */
    private static final long WIDE_STAGE_ARRAYS = 3;

    private final LoadedGenerator generator;

    ScratchNeed(LoadedGenerator generator) {
        this.generator = generator;
    }

    /**
     * Returns the bytes of whatever takes most: a step, or making the pixels.
     *
     * @param rows that pass the transformer at once
     */
    long bytes(PictureSize size, int rows) {
        long step =
                bytes(BLOCK_ARRAYS, WIDE_BLOCK_ARRAYS)
                        * rows
                        * generator.folder().transformer().innerDim();
        return Math.max(step, pixels(size)) + generator.kernelScratch();
    }

    private long bytes(long arrays, long wide) {
        int number = generator.numberBytes();
        return number * arrays + (number < Float.BYTES ? Float.BYTES * wide : 0);
    }

    /** The widest stages have the fewest places; a stage begins with the channels of the last. */
    private long pixels(PictureSize size) {
        AutoencoderConfig config = generator.folder().autoencoder();
        List<Integer> channels = config.blockOutChannels();
        int factor = generator.folder().factor();
        long side = Tiles.USUAL.side();
        long places =
                Math.min(side * side, (long) size.height() / factor * (size.width() / factor));
        long most = 0;
        for (int stage = channels.size() - 1; stage >= 0; stage--) {
            long before = channels.get(Math.min(stage + 1, channels.size() - 1));
            most = Math.max(most, places * Math.max(before, channels.get(stage)));
            places *= 4;
        }
        return bytes(STAGE_ARRAYS, WIDE_STAGE_ARRAYS) * most
                + 2L * Float.BYTES * 3 * size.width() * size.height();
    }
}
