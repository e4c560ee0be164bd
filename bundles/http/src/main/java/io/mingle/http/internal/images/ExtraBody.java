package io.mingle.http.internal.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;

/**
 * What is not OpenAI's, clients keep in {@code extra_body}: their libraries send it beside all
 * else, and people who write requests by hand send it as it is called.
 */
final class ExtraBody {

    private static final String NAME = "extra_body";

    private ExtraBody() {}

    /**
     * Returns the fields of a body, with those within it.
     *
     * @throws ApiException if one is in both
     */
    static Fields fields(JsonNode body) {
        JsonNode extra = body.path(NAME);
        if (!extra.isObject()) {
            return new Fields(body);
        }
        ObjectNode all = body.deepCopy();
        all.remove(NAME);
        extra.properties()
                .forEach(
                        field -> {
                            if (all.has(field.getKey())) {
                                throw ApiException.invalid(
                                        NAME,
                                        "A field of 'extra_body' is there twice. Send it once.");
                            }
                            all.set(field.getKey(), field.getValue());
                        });
        return new Fields(all);
    }
}
