package io.mingle.model;

import io.mingle.api.error.BrokenModelException;
import java.util.List;

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
 * @param midBlockAddAttention whether the innermost stage has attention
 * @param useQuantConv whether a convolution follows the encoder
 * @param usePostQuantConv whether one precedes the decoder
 */
public record AutoencoderConfig(
        int inChannels,
        int outChannels,
        int latentChannels,
        List<Integer> blockOutChannels,
        int layersPerBlock,
        boolean midBlockAddAttention,
        boolean useQuantConv,
        boolean usePostQuantConv) {

    private static final int MAX_SIZE = ConfigSection.MAX_SIZE;
    private static final int MAX_BLOCKS = 64;

    /** Takes an unmodifiable copy. */
    public AutoencoderConfig {
        blockOutChannels = List.copyOf(blockOutChannels);
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
        if (channels.isEmpty() || channels.size() > MAX_BLOCKS) {
            throw it.wrong("block_out_channels", "a list of 1 to " + MAX_BLOCKS + " numbers");
        }
        it.requireEach("down_block_types", "DownEncoderBlock2D", channels.size());
        it.requireEach("up_block_types", "UpDecoderBlock2D", channels.size());
        return new AutoencoderConfig(
                it.whole("in_channels", 1, MAX_SIZE, 3),
                it.whole("out_channels", 1, MAX_SIZE, 3),
                it.whole("latent_channels", 1, MAX_SIZE, 4),
                channels,
                it.whole("layers_per_block", 1, MAX_BLOCKS, 1),
                it.flag("mid_block_add_attention", true),
                it.flag("use_quant_conv", true),
                it.flag("use_post_quant_conv", true));
    }
}
