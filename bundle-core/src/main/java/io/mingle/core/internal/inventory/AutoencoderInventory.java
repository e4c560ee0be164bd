package io.mingle.core.internal.inventory;

import io.mingle.inventory.Submodel;
import io.mingle.model.AutoencoderConfig;
import java.util.List;

/** The autoencoder (spec of the published model, image generation, section 4). */
final class AutoencoderInventory {

    private final AutoencoderConfig config;
    private final Layers layers = new Layers();

    private AutoencoderInventory(AutoencoderConfig config) {
        this.config = config;
    }

    static Submodel submodel(AutoencoderConfig config) {
        AutoencoderInventory inventory = new AutoencoderInventory(config);
        inventory.addEncoder();
        inventory.addDecoder();
        return new Submodel("image autoencoder", "", inventory.layers.tensors());
    }

    private void addEncoder() {
        List<Integer> stages = config.blockOutChannels();
        int inputs = stages.get(0);
        addConvolution("encoder.conv_in.", inputs, config.inChannels());
        for (int i = 0; i < stages.size(); i++) {
            String stage = "encoder.down_blocks." + i + ".";
            addResiduals(stage, config.layersPerBlock(), stages.get(i), inputs);
            inputs = stages.get(i);
            if (i < stages.size() - 1) {
                addConvolution(stage + "downsamplers.0.conv.", inputs, inputs);
            }
        }
        addMiddle("encoder.mid_block.", inputs);
        layers.addBiased("encoder.conv_norm_out.", inputs);
        // A mean and a variance for each channel of the latent.
        int moments = 2 * config.latentChannels();
        addConvolution("encoder.conv_out.", moments, inputs);
        if (config.useQuantConv()) {
            layers.addBiased("quant_conv.", moments, moments, 1, 1);
        }
    }

    private void addDecoder() {
        List<Integer> stages = config.blockOutChannels();
        int latent = config.latentChannels();
        int inputs = stages.get(stages.size() - 1);
        if (config.usePostQuantConv()) {
            layers.addBiased("post_quant_conv.", latent, latent, 1, 1);
        }
        addConvolution("decoder.conv_in.", inputs, latent);
        addMiddle("decoder.mid_block.", inputs);
        for (int i = 0; i < stages.size(); i++) {
            String stage = "decoder.up_blocks." + i + ".";
            int outputs = stages.get(stages.size() - 1 - i);
            addResiduals(stage, config.layersPerBlock() + 1, outputs, inputs);
            inputs = outputs;
            if (i < stages.size() - 1) {
                addConvolution(stage + "upsamplers.0.conv.", inputs, inputs);
            }
        }
        layers.addBiased("decoder.conv_norm_out.", inputs);
        addConvolution("decoder.conv_out.", config.outChannels(), inputs);
    }

    private void addMiddle(String prefix, int channels) {
        addResiduals(prefix, 2, channels, channels);
        if (config.midBlockAddAttention()) {
            String attention = prefix + "attentions.0.";
            layers.addBiased(attention + "group_norm.", channels);
            for (String name : List.of("to_q.", "to_k.", "to_v.", "to_out.0.")) {
                layers.addBiased(attention + name, channels, channels);
            }
        }
    }

    private void addResiduals(String prefix, int count, int outputs, int inputs) {
        for (int i = 0; i < count; i++) {
            int channels = i == 0 ? inputs : outputs;
            String block = prefix + "resnets." + i + ".";
            layers.addBiased(block + "norm1.", channels);
            addConvolution(block + "conv1.", outputs, channels);
            layers.addBiased(block + "norm2.", outputs);
            addConvolution(block + "conv2.", outputs, outputs);
            if (channels != outputs) {
                layers.addBiased(block + "conv_shortcut.", outputs, channels, 1, 1);
            }
        }
    }

    private void addConvolution(String prefix, long outputs, long inputs) {
        layers.addBiased(prefix, outputs, inputs, 3, 3);
    }
}
