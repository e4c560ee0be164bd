package io.mingle.http.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.http.internal.figures.Meters;

/** Counts the media in the body of a request, wherever they stand, and those that it names. */
final class MediaCount {

    private MediaCount() {}

    /** Counts one by its media type. */
    static void count(String mediaType, Meters meters) {
        meters.medium(mediaType.substring(0, mediaType.indexOf('/')), 1);
    }

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
