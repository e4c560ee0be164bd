package io.mingle.gen.network;

import io.mingle.api.error.BrokenModelException;
import io.mingle.model.ConfigSection;
import io.mingle.model.ModelFolder;
import io.mingle.model.SubmodelFolder;
import java.util.Optional;
import java.util.Set;

/**
 * The diffusion transformer of the picture generator, of the SD3 kind: {@code
 * transformer/config.json}. Components are named like their keys; what a file leaves out is what
 * the published code takes then.
 *
 * <p>What the published code fixes can be said otherwise in the section {@code mingle} of the file:
 * {@code refiner_layers} (2), {@code double_patchify} (true), and {@code reference}, which is
 * {@code tokens}, {@code channels} or {@code blend}; without it, {@code vae_ref_channel_cat}
 * decides.
 *
 * @param sampleSize side of the latent whose positions are whole numbers
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
 * @param reference how a reference picture enters
 * @param refinerLayers blocks of each refiner
 * @param doublePatchify whether the patches of a reference are embedded by a product of their own
 */
public record DiffusionConfig(
        int sampleSize,
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
        Bridge reference,
        int refinerLayers,
        boolean doublePatchify) {

    /** How a reference picture enters the transformer. */
    public enum Bridge {
        /** Its tokens stand behind those of the noise. */
        TOKENS,
        /** Its latent is further channels of the noise's. */
        CHANNELS,
        /** Its refined tokens are added to those of the noise. */
        BLEND
    }

    private static final int MAX_SIZE = ConfigSection.MAX_SIZE;
    private static final int MAX_LAYERS = 4096;
    private static final int MAX_SIDE = 4096;
    private static final int MAX_REFINERS = 64;
    private static final int REFINERS = 2;
    private static final String FOLDER = "transformer";
    private static final String QK_NORM = "qk_norm";
    private static final String DUAL = "dual_attention_layers";
    private static final String CAPTION = "caption_projection_dim";
    private static final String OWN = "mingle";
    private static final String REFERENCE = "reference";

    /** Takes an unmodifiable copy. */
    public DiffusionConfig {
        dualAttentionLayers = Set.copyOf(dualAttentionLayers);
    }

    /**
     * Reads and checks the configuration of a model.
     *
     * @return nothing if the model has no transformer, or one of another kind
     * @throws BrokenModelException naming the key, what was found and what was expected
     */
    public static Optional<DiffusionConfig> of(ModelFolder model) {
        return model.submodel(FOLDER)
                .map(SubmodelFolder::config)
                .filter(it -> it.text("_class_name", "").equals("SD3Transformer2DModel"))
                .map(DiffusionConfig::read);
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
        ConfigSection own = it.has(OWN) ? it.section(OWN) : ConfigSection.parse("{}", OWN);
        DiffusionConfig read =
                new DiffusionConfig(
                        it.whole("sample_size", 1, MAX_SIZE, 128),
                        it.whole("patch_size", 1, MAX_SIDE, 2),
                        channels,
                        it.whole("out_channels", 1, MAX_SIZE, channels),
                        layers,
                        it.whole("attention_head_dim", 1, MAX_SIDE, 64),
                        it.whole("num_attention_heads", 1, MAX_SIDE, 18),
                        it.whole("joint_attention_dim", 1, MAX_SIZE, 4096),
                        it.whole(CAPTION, 1, MAX_SIZE, 1152),
                        it.whole("pooled_projection_dim", 1, MAX_SIZE, 2048),
                        it.whole("pos_embed_max_size", 1, MAX_SIDE, 96),
                        it.has(DUAL) ? Set.copyOf(it.wholes(DUAL, 0, layers - 1)) : Set.of(),
                        !norm.isEmpty(),
                        bridge(it, own),
                        own.whole("refiner_layers", 0, MAX_REFINERS, REFINERS),
                        own.flag("double_patchify", true));
        if (read.captionProjectionDim() != read.innerDim()) {
            throw it.wrong(
                    CAPTION,
                    "the length of all heads together, attention_head_dim times"
                            + " num_attention_heads, which is "
                            + read.innerDim());
        }
        return read;
    }

    private static Bridge bridge(ConfigSection it, ConfigSection own) {
        String usual = it.flag("vae_ref_channel_cat", false) ? "channels" : "tokens";
        return switch (own.text(REFERENCE, usual)) {
            case "tokens" -> Bridge.TOKENS;
            case "channels" -> Bridge.CHANNELS;
            case "blend" -> Bridge.BLEND;
            default -> throw own.wrong(REFERENCE, "\"tokens\", \"channels\" or \"blend\"");
        };
    }

    /**
     * Returns the length of a token between the blocks.
     *
     * @return {@code attentionHeadDim * numAttentionHeads}
     */
    public int innerDim() {
        return Math.multiplyExact(attentionHeadDim, numAttentionHeads);
    }
}
