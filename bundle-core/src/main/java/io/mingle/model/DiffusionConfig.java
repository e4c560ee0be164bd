package io.mingle.model;

import io.mingle.api.error.BrokenModelException;
import java.util.Set;

/**
 * The diffusion transformer of the picture generator, of the SD3 kind: {@code
 * transformer/config.json}. Components are named like their keys; what a file leaves out is what
 * the published code takes then.
 *
 * @param patchSize side of a patch of the latent
 * @param inChannels channels of the latent
 * @param outChannels channels of what comes out
 * @param numLayers joint blocks
 * @param attentionHeadDim length of one head
 * @param numAttentionHeads heads per block
 * @param jointAttentionDim length of a token of the condition
 * @param captionProjectionDim length to which these are brought
 * @param pooledProjectionDim length of the pooled condition
 * @param posEmbedMaxSize rows and columns of the position table
 * @param dualAttentionLayers blocks with a second attention over the picture alone
 * @param normalisesHeads whether queries and keys pass a norm ({@code qk_norm})
 * @param vaeRefChannelCat whether a reference picture enters as further channels
 */
public record DiffusionConfig(
        int patchSize,
        int inChannels,
        int outChannels,
        int numLayers,
        int attentionHeadDim,
        int numAttentionHeads,
        int jointAttentionDim,
        int captionProjectionDim,
        int pooledProjectionDim,
        int posEmbedMaxSize,
        Set<Integer> dualAttentionLayers,
        boolean normalisesHeads,
        boolean vaeRefChannelCat) {

    private static final int MAX_SIZE = ConfigSection.MAX_SIZE;
    private static final int MAX_LAYERS = 4096;
    private static final int MAX_SIDE = 4096;
    private static final String QK_NORM = "qk_norm";
    private static final String DUAL = "dual_attention_layers";

    /** Takes an unmodifiable copy. */
    public DiffusionConfig {
        dualAttentionLayers = Set.copyOf(dualAttentionLayers);
    }

    /**
     * Reads and checks a configuration.
     *
     * @param it all of the file
     * @return the configuration
     * @throws BrokenModelException naming the key, what was found and what was expected
     */
    public static DiffusionConfig read(ConfigSection it) {
        int channels = it.whole("in_channels", 1, MAX_SIZE, 16);
        int layers = it.whole("num_layers", 1, MAX_LAYERS, 18);
        String norm = it.text(QK_NORM, "");
        if (!norm.isEmpty() && !norm.equals("rms_norm")) {
            throw it.wrong(QK_NORM, "null or \"rms_norm\"");
        }
        return new DiffusionConfig(
                it.whole("patch_size", 1, MAX_SIDE, 2),
                channels,
                it.whole("out_channels", 1, MAX_SIZE, channels),
                layers,
                it.whole("attention_head_dim", 1, MAX_SIDE, 64),
                it.whole("num_attention_heads", 1, MAX_SIDE, 18),
                it.whole("joint_attention_dim", 1, MAX_SIZE, 4096),
                it.whole("caption_projection_dim", 1, MAX_SIZE, 1152),
                it.whole("pooled_projection_dim", 1, MAX_SIZE, 2048),
                it.whole("pos_embed_max_size", 1, MAX_SIDE, 96),
                it.has(DUAL) ? Set.copyOf(it.wholes(DUAL, 0, layers - 1)) : Set.of(),
                !norm.isEmpty(),
                it.flag("vae_ref_channel_cat", false));
    }

    /**
     * Returns the length of a token between the blocks.
     *
     * @return {@code attentionHeadDim * numAttentionHeads}
     */
    public long innerDim() {
        return (long) attentionHeadDim * numAttentionHeads;
    }
}
