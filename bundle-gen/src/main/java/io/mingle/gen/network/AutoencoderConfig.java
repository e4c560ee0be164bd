package io.mingle.gen.network;

import io.mingle.api.error.BrokenModelException;
import io.mingle.model.ConfigSection;
import io.mingle.model.ModelFolder;
import io.mingle.model.SubmodelFolder;
import java.util.List;
import java.util.Optional;

/**
 * The autoencoder of the picture generator, which makes latents of pictures and pictures of
 * latents: {@code vae/config.json}. Components are named like their keys; what a file leaves out is
 * what the published code takes then.
 *
 * @param inChannels channels of a picture that is encoded
 * @param outChannels channels of a picture that is decoded
 * @param latentChannels channels of a latent
 * @param blockOutChannels channels of each stage, from the picture to the latent
 * @param layersPerBlock residual blocks of a stage of the encoder; the decoder has one more
 * @param normNumGroups groups of a norm
 * @param midBlockAddAttention whether the innermost stage has attention
 * @param useQuantConv whether a convolution follows the encoder
 * @param usePostQuantConv whether one precedes the decoder
 * @param scalingFactor what a latent is multiplied by, after the shift, for the transformer
 * @param shiftFactor what is taken away from it before
 */
public record AutoencoderConfig(
        int inChannels,
        int outChannels,
        int latentChannels,
        List<Integer> blockOutChannels,
        int layersPerBlock,
        int normNumGroups,
        boolean midBlockAddAttention,
        boolean useQuantConv,
        boolean usePostQuantConv,
        double scalingFactor,
        double shiftFactor) {

    private static final int MAX_SIZE = ConfigSection.MAX_SIZE;
    private static final int MAX_BLOCKS = 64;

    /** Each stage but one halves the sides; more would leave nothing of the largest picture. */
    private static final int MAX_STAGES = 12;

    private static final double MAX_FACTOR = 1e6;
    private static final String FOLDER = "vae";
    private static final String GROUPS = "norm_num_groups";

    /** Takes an unmodifiable copy. */
    public AutoencoderConfig {
        blockOutChannels = List.copyOf(blockOutChannels);
    }

    /**
     * Reads and checks the configuration of a model.
     *
     * @return nothing if the model has no autoencoder, or one of another kind
     * @throws BrokenModelException naming the key, what was found and what was expected
     */
    public static Optional<AutoencoderConfig> of(ModelFolder model) {
        return model.submodel(FOLDER)
                .map(SubmodelFolder::config)
                .filter(it -> it.text("_class_name", "").equals("AutoencoderKL"))
                .map(AutoencoderConfig::read);
    }

    /**
     * Reads and checks a configuration.
     *
     * @param it all of the file
     * @return the configuration
     * @throws BrokenModelException naming the key, what was found and what was expected
     */
    public static AutoencoderConfig read(ConfigSection it) {
        List<Integer> channels = it.wholes("block_out_channels", 1, MAX_SIZE);
        if (channels.isEmpty() || channels.size() > MAX_STAGES) {
            throw it.wrong("block_out_channels", "a list of 1 to " + MAX_STAGES + " numbers");
        }
        it.requireEach("down_block_types", "DownEncoderBlock2D", channels.size());
        it.requireEach("up_block_types", "UpDecoderBlock2D", channels.size());
        int groups = it.whole(GROUPS, 1, MAX_SIZE, 32);
        if (channels.stream().anyMatch(count -> count % groups != 0)) {
            throw it.wrong(GROUPS, "a divisor of each of block_out_channels " + channels);
        }
        return new AutoencoderConfig(
                it.whole("in_channels", 1, MAX_SIZE, 3),
                it.whole("out_channels", 1, MAX_SIZE, 3),
                it.whole("latent_channels", 1, MAX_SIZE, 4),
                channels,
                it.whole("layers_per_block", 1, MAX_BLOCKS, 1),
                groups,
                it.flag("mid_block_add_attention", true),
                it.flag("use_quant_conv", true),
                it.flag("use_post_quant_conv", true),
                it.number("scaling_factor", 1e-6, MAX_FACTOR, 0.18215),
                it.number("shift_factor", -MAX_FACTOR, MAX_FACTOR, 0));
    }

    /** Returns how many pixels of a side become one place of the latent. */
    public int factor() {
        return 1 << blockOutChannels.size() - 1;
    }
}
