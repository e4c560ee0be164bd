package io.mingle.trainer.internal.learn;

import io.mingle.model.ConfigSection;
import io.mingle.model.DecoderConfig;
import io.mingle.vision.encoder.VisionConfig;

/**
 * The networks that are trained together.
 *
 * @param mlpDepth products in the projector from pictures to the decoder
 */
public record Networks(DecoderConfig decoder, VisionConfig vision, int mlpDepth) {

    /** Reads them from a {@code config.json}. */
    public static Networks of(ConfigSection config) {
        return new Networks(
                DecoderConfig.read(config.section("llm_config")),
                VisionConfig.read(config.section("vision_config")),
                config.whole("mlp_depth", 1, 16, 1));
    }
}
