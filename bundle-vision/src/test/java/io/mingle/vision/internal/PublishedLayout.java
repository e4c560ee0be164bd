package io.mingle.vision.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Every tensor of the understanding half of Ming-Lite-Omni v1.5, written down from the published
 * shapes and not from any configuration, so that what a configuration calls for can be held against
 * it.
 */
final class PublishedLayout {

    /** A tensor's name and its dimensions. */
    record Shape(String name, long... sides) {}

    private final List<Shape> shapes = new ArrayList<>();

    private PublishedLayout() {}

    static List<Shape> tensors() {
        PublishedLayout layout = new PublishedLayout();
        layout.addAudio("audio.", "linear_proj_audio.");
        layout.addVision();
        layout.addDecoder();
        return layout.shapes;
    }

    /** The same under the names of version 1, with a tensor of the encoder that it had besides. */
    static List<Shape> tensorsOfVersion1() {
        PublishedLayout layout = new PublishedLayout();
        layout.addAudio("whisper_encoder.", "linear_proj_whisper.");
        layout.add("audio.encoders.0.norm1.weight", 512);
        layout.addVision();
        layout.addDecoder();
        return layout.shapes;
    }

    private void addDecoder() {
        add("model.model.word_embeddings.weight", 126464, 2048);
        for (int i = 0; i < 28; i++) {
            String layer = "model.model.layers." + i + ".";
            add(layer + "input_layernorm.weight", 2048);
            add(layer + "attention.query_key_value.weight", 3072, 2048);
            add(layer + "attention.dense.weight", 2048, 2048);
            add(layer + "post_attention_layernorm.weight", 2048);
            add(layer + "mlp.gate.weight", 64, 2048);
            add(layer + "mlp.image_gate.weight", 64, 2048);
            add(layer + "mlp.audio_gate.weight", 64, 2048);
            for (int e = 0; e < 64; e++) {
                addGated(layer + "mlp.experts." + e + ".", 1408);
            }
            addGated(layer + "mlp.shared_experts.", 2816);
        }
        add("model.model.norm.weight", 2048);
        add("model.lm_head.weight", 126464, 2048);
    }

    private void addGated(String prefix, long inner) {
        add(prefix + "gate_proj.weight", inner, 2048);
        add(prefix + "up_proj.weight", inner, 2048);
        add(prefix + "down_proj.weight", 2048, inner);
    }

    private void addVision() {
        add("vision.patch_embed.proj.weight", 1280, 3, 2, 14, 14);
        for (int i = 0; i < 32; i++) {
            String block = "vision.blocks." + i + ".";
            add(block + "norm1.weight", 1280);
            add(block + "norm2.weight", 1280);
            addBiased(block + "attn.qkv", 3840, 1280);
            addBiased(block + "attn.proj", 1280, 1280);
            addBiased(block + "mlp.gate_proj", 3456, 1280);
            addBiased(block + "mlp.up_proj", 3456, 1280);
            addBiased(block + "mlp.down_proj", 1280, 3456);
        }
        add("vision.merger.ln_q.weight", 1280);
        addBiased("vision.merger.mlp.0", 5120, 5120);
        addBiased("vision.merger.mlp.2", 8192, 5120);
        addBiased("linear_proj.0", 2048, 8192);
        addBiased("linear_proj.2", 2048, 2048);
    }

    private void addAudio(String encoder, String projector) {
        addBiased(encoder + "conv1", 1280, 128, 3);
        addBiased(encoder + "conv2", 1280, 1280, 3);
        add(encoder + "positional_embedding", 15000, 1280);
        for (int i = 0; i < 32; i++) {
            String block = encoder + "blocks." + i + ".";
            addBiased(block + "attn_ln", 1280);
            addBiased(block + "attn.query", 1280, 1280);
            add(block + "attn.key.weight", 1280, 1280);
            addBiased(block + "attn.value", 1280, 1280);
            addBiased(block + "attn.out", 1280, 1280);
            addBiased(block + "mlp_ln", 1280);
            addBiased(block + "mlp.0", 5120, 1280);
            addBiased(block + "mlp.2", 1280, 5120);
        }
        addBiased(encoder + "ln_post", 1280);
        addBiased(projector + "0", 2048, 1280, 3);
        addBiased(projector + "3", 2048, 2048);
    }

    private void addBiased(String prefix, long... sides) {
        add(prefix + ".weight", sides);
        add(prefix + ".bias", sides[0]);
    }

    private void add(String name, long... sides) {
        shapes.add(new Shape(name, sides));
    }
}
