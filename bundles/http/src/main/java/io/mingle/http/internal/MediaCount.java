package io.mingle.http.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.http.internal.figures.Meters;

/** Counts the media in the body of a request, wherever they stand. */
final class MediaCount {

    private MediaCount() {}

    static void count(JsonNode body, Meters meters) {
        if (body.isTextual()) {
            String text = body.textValue();
            for (String kind : new String[] {"image", "audio", "video"}) {
                if (text.startsWith("data:" + kind + "/")) {
                    meters.medium(kind, 1);
                }
            }
        } else {
            if (body.path("input_audio").path("data").isTextual()) {
                meters.medium("audio", 1);
            }
            body.forEach(it -> count(it, meters));
        }
    }
}
