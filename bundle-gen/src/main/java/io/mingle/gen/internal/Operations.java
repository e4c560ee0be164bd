package io.mingle.gen.internal;

import io.mingle.gen.network.AutoencoderConfig;
import io.mingle.gen.network.DiffusionConfig;
import io.mingle.gen.network.DiffusionConfig.Bridge;
import java.util.List;

/**
 * Counts the floating point operations of the generator's networks: two for each weight that a row
 * or a place passes, and those of the products within attention.
 */
final class Operations {

    private static final int FEED_FORWARD = 8;
    private static final int PROJECTIONS = 4;
    private static final int KERNEL = 9;

    private Operations() {}

    /**
     * Counts those of one evaluation of the transformer.
     *
     * @param patches of the picture
     * @param tokens of the condition
     * @param beside whether there is a reference
     */
    static double evaluation(DiffusionConfig config, int patches, int tokens, boolean beside) {
        double states = config.innerDim();
        double square = states * states;
        boolean further = beside && config.reference() == Bridge.TOKENS;
        double rows = further ? 2.0 * patches : patches;
        int streams = beside && config.reference() != Bridge.CHANNELS ? 2 : 1;
        double refiner =
                2 * patches * (PROJECTIONS + FEED_FORWARD) * square
                        + attention(patches, patches, states);
        double all = streams * config.refinerLayers() * refiner;
        int blocks = config.numLayers();
        int dual = config.dualAttentionLayers().size();
        all += 2 * blocks * rows * (PROJECTIONS + FEED_FORWARD) * square;
        // The last block makes keys of the condition, and nothing of them.
        all += 2.0 * tokens * ((blocks - 1) * (PROJECTIONS + FEED_FORWARD) + 3) * square;
        all += blocks * attention(rows + tokens, rows + tokens, states);
        all += dual * (2 * rows * PROJECTIONS * square + attention(rows, rows, states));
        double patch = (double) config.patchSize() * config.patchSize();
        all += 2 * streams * patches * patch * config.inChannels() * states;
        all += 2 * patches * patch * config.outChannels() * states;
        return all + 2.0 * tokens * config.jointAttentionDim() * states;
    }

    /**
     * Counts those of decoding a latent.
     *
     * @param rows of the latent
     * @param columns of the latent
     */
    static double decoding(AutoencoderConfig config, int rows, int columns) {
        List<Integer> channels = config.blockOutChannels();
        int stages = channels.size();
        double places = (double) rows * columns;
        double inner = channels.get(stages - 1);
        double all = 2 * places * KERNEL * config.latentChannels() * inner;
        all += 2 * residual(places, inner, inner);
        if (config.midBlockAddAttention()) {
            all += 2 * places * PROJECTIONS * inner * inner + attention(places, places, inner);
        }
        double inputs = inner;
        for (int i = 0; i < stages; i++) {
            double outputs = channels.get(stages - 1 - i);
            all += residual(places, inputs, outputs);
            all += config.layersPerBlock() * residual(places, outputs, outputs);
            inputs = outputs;
            if (i < stages - 1) {
                places *= 4;
                all += 2 * places * KERNEL * outputs * outputs;
            }
        }
        return all + 2 * places * KERNEL * inputs * config.outChannels();
    }

    private static double residual(double places, double inputs, double outputs) {
        double shortcut = inputs == outputs ? 0 : inputs * outputs;
        return 2 * places * (KERNEL * (inputs + outputs) * outputs + shortcut);
    }

    private static double attention(double rows, double keys, double states) {
        return 4 * rows * keys * states;
    }
}
