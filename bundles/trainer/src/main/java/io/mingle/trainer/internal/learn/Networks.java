package io.mingle.trainer.internal.learn;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.model.DecoderConfig;
import io.mingle.model.VisionConfig;

/**
 * The networks that are trained together.
 *
 * @param mlpDepth products in the projector from pictures to the decoder
 */
public record Networks(DecoderConfig decoder, VisionConfig vision, int mlpDepth) {

    /** Reads them from a {@code config.json}. */
    public static Networks of(JsonNode config, String source) {
        return new Networks(
                DecoderConfig.read(config.path("llm_config"), source),
                VisionConfig.read(config.path("vision_config"), source),
                config.path("mlp_depth").asInt(1));
    }
}
