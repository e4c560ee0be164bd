package io.mingle.remote.internal.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Guidance;
import io.mingle.remote.internal.wire.Json;
import java.util.Locale;

/** Writes how a picture is to be drawn, with the words that Mingle and vLLM-Omni have for it. */
final class PictureRequest {

    private PictureRequest() {}

    /** Writes all but the name of the model and pictures. */
    static ObjectNode fields(String prompt, DrawingOptions options) {
        Guidance guidance = options.guidance();
        ObjectNode fields = Json.object();
        fields.put("prompt", prompt).put("n", options.count()).put("response_format", "b64_json");
        options.size().ifPresent(it -> fields.put("size", it.toString()));
        options.steps().ifPresent(it -> fields.put("num_inference_steps", it));
        options.seed().ifPresent(it -> fields.put("seed", it));
        options.negative().ifPresent(it -> fields.put("negative_prompt", it));
        guidance.text().ifPresent(it -> fields.put("guidance_scale", it));
        guidance.image().ifPresent(it -> fields.put("image_guidance", it));
        if (guidance.mode() != Guidance.Mode.IMAGE_AND_TEXT) {
            fields.put("guidance_mode", guidance.mode().name().toLowerCase(Locale.ROOT));
        }
        if (guidance.rescale() != 0) {
            fields.put("guidance_rescale", guidance.rescale());
        }
        if (guidance.from() != 0 || guidance.to() != 1) {
            fields.put("guidance_interval", guidance.from() + "-" + guidance.to());
        }
        return fields;
    }
}
