package io.mingle.http.internal.images;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.DrawnPicture;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Usage;

/**
 * Writes pictures as OpenAI's interface does. Its answers know three sizes and no others, of which
 * clients in typed languages make sure: a size is not told, but by the picture itself.
 */
final class PictureJson {

    private PictureJson() {}

    /** Writes a whole answer. Each picture has the seed that draws it again. */
    static ObjectNode answer(long created, PictureFormat format, Finished<Drawings> end) {
        ObjectNode json = object().put("created", created);
        ArrayNode data = json.putArray("data");
        for (DrawnPicture drawn : end.result().pictures()) {
            data.addObject()
                    .put("b64_json", format.base64(drawn.picture()))
                    .put("seed", drawn.seed());
        }
        json.put("background", "opaque").put("output_format", format.name());
        tellWarnings(json, end);
        return json.set("usage", usage(end.usage()));
    }

    /** Beyond OpenAI's interface, and only where there is something to tell. */
    static void tellWarnings(ObjectNode json, Finished<Drawings> end) {
        if (!end.warnings().isEmpty()) {
            ArrayNode warnings = json.putArray("warnings");
            end.warnings().forEach(warnings::add);
        }
    }

    /** Writes what every event has. */
    static ObjectNode event(String type, long created, PictureFormat format, String base64) {
        return object().put("type", type)
                .put("b64_json", base64)
                .put("created_at", created)
                .put("size", "auto")
                .put("quality", "auto")
                .put("background", "opaque")
                .put("output_format", format.name());
    }

    static ObjectNode usage(Usage took) {
        ObjectNode json =
                object().put("input_tokens", took.promptTokens())
                        .put("output_tokens", took.completionTokens())
                        .put("total_tokens", took.promptTokens() + took.completionTokens());
        json.putObject("input_tokens_details")
                .put("text_tokens", took.promptTokens())
                .put("image_tokens", 0);
        return json;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
