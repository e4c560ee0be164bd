package io.mingle.core.internal.inventory;

import io.mingle.inventory.Submodel;
import io.mingle.model.DiffusionConfig;

/**
 * The diffusion transformer (spec of the published model, image generation, section 5): an SD3
 * transformer with a second patch embedding for the reference picture, and two refiners.
 */
final class DiffusionInventory {

    /** The published code has two blocks in each refiner, whatever the configuration says. */
    private static final int REFINER_BLOCKS = 2;

    /** The published code takes this many sines and cosines of the time. */
    private static final int TIME_CHANNELS = 256;

    private final DiffusionConfig config;
    private final long inner;
    private final Layers layers = new Layers();

    private DiffusionInventory(DiffusionConfig config) {
        this.config = config;
        this.inner = config.innerDim();
    }

    static Submodel submodel(DiffusionConfig config) {
        DiffusionInventory inventory = new DiffusionInventory(config);
        inventory.addAll();
        return new Submodel("diffusion transformer", "", inventory.layers.tensors());
    }

    private void addAll() {
        int channels = config.inChannels();
        addPatches("pos_embed.", config.vaeRefChannelCat() ? 2L * channels : channels);
        addPatches("ref_pos_embed.", channels);
        for (int i = 0; i < REFINER_BLOCKS; i++) {
            addRefiner("noise_refiner." + i + ".");
            addRefiner("ref_image_refiner." + i + ".");
        }
        addTwoLayers("time_text_embed.timestep_embedder.", TIME_CHANNELS);
        addTwoLayers("time_text_embed.text_embedder.", config.pooledProjectionDim());
        layers.addBiased(
                "context_embedder.", config.captionProjectionDim(), config.jointAttentionDim());
        for (int i = 0; i < config.numLayers(); i++) {
            addBlock(i, "transformer_blocks." + i + ".");
        }
        layers.addBiased("norm_out.linear.", 2 * inner, inner);
        long patch = (long) config.patchSize() * config.patchSize() * config.outChannels();
        layers.addBiased("proj_out.", patch, inner);
    }

    private void addPatches(String prefix, long channels) {
        long places = (long) config.posEmbedMaxSize() * config.posEmbedMaxSize();
        layers.add(prefix + "pos_embed", 1, places, inner);
        layers.addBiased(prefix + "proj.", inner, channels, config.patchSize(), config.patchSize());
    }

    private void addTwoLayers(String prefix, long inputs) {
        layers.addBiased(prefix + "linear_1.", inner, inputs);
        layers.addBiased(prefix + "linear_2.", inner, inner);
    }

    private void addRefiner(String prefix) {
        layers.addBiased(prefix + "norm1.linear.", 6 * inner, inner);
        addProjections(prefix + "attn.", "to_q.", "to_k.", "to_v.", "to_out.0.");
        addFeedForward(prefix + "ff.");
    }

    /** The last block does not give the condition on, and has nothing to make it with. */
    private void addBlock(int index, String prefix) {
        boolean last = index == config.numLayers() - 1;
        boolean dual = config.dualAttentionLayers().contains(index);
        layers.addBiased(prefix + "norm1.linear.", (dual ? 9 : 6) * inner, inner);
        layers.addBiased(prefix + "norm1_context.linear.", (last ? 2 : 6) * inner, inner);
        String attention = prefix + "attn.";
        addProjections(attention, "to_q.", "to_k.", "to_v.", "to_out.0.");
        addProjections(attention, "add_q_proj.", "add_k_proj.", "add_v_proj.");
        addHeadNorms(attention, "norm_q.", "norm_k.", "norm_added_q.", "norm_added_k.");
        addFeedForward(prefix + "ff.");
        if (dual) {
            addProjections(prefix + "attn2.", "to_q.", "to_k.", "to_v.", "to_out.0.");
            addHeadNorms(prefix + "attn2.", "norm_q.", "norm_k.");
        }
        if (!last) {
            addProjections(attention, "to_add_out.");
            addFeedForward(prefix + "ff_context.");
        }
    }

    private void addProjections(String prefix, String... names) {
        for (String name : names) {
            layers.addBiased(prefix + name, inner, inner);
        }
    }

    private void addHeadNorms(String prefix, String... names) {
        if (config.normalisesHeads()) {
            for (String name : names) {
                layers.add(prefix + name + "weight", config.attentionHeadDim());
            }
        }
    }

    private void addFeedForward(String prefix) {
        layers.addBiased(prefix + "net.0.proj.", 4 * inner, inner);
        layers.addBiased(prefix + "net.2.", inner, 4 * inner);
    }
}
