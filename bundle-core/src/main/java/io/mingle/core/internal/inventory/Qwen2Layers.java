package io.mingle.core.internal.inventory;

import io.mingle.model.Qwen2Config;

/** Lists the tensors of a Qwen2 decoder without its embedding and its output head. */
final class Qwen2Layers {

    private Qwen2Layers() {}

    /** Adds its layers and its last norm under a prefix that ends in a full stop. */
    static void add(Layers layers, String prefix, Qwen2Config config) {
        for (int i = 0; i < config.numHiddenLayers(); i++) {
            addLayer(layers, prefix + "layers." + i + ".", config);
        }
        layers.add(prefix + "norm.weight", config.hiddenSize());
    }

    private static void addLayer(Layers layers, String prefix, Qwen2Config config) {
        long hidden = config.hiddenSize();
        layers.add(prefix + "input_layernorm.weight", hidden);
        layers.addBiased(prefix + "self_attn.q_proj.", hidden, hidden);
        layers.addBiased(prefix + "self_attn.k_proj.", config.keySize(), hidden);
        layers.addBiased(prefix + "self_attn.v_proj.", config.keySize(), hidden);
        layers.add(prefix + "self_attn.o_proj.weight", hidden, hidden);
        layers.add(prefix + "post_attention_layernorm.weight", hidden);
        layers.add(prefix + "mlp.gate_proj.weight", config.intermediateSize(), hidden);
        layers.add(prefix + "mlp.up_proj.weight", config.intermediateSize(), hidden);
        layers.add(prefix + "mlp.down_proj.weight", hidden, config.intermediateSize());
    }
}
