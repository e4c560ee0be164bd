package io.mingle.http.internal.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What stands at the beginning of an answer and of all its chunks, the same in each.
 *
 * @param id names the answer
 * @param created seconds since 1970
 * @param model as it is called
 */
record ChatHead(String id, long created, String model) {

    ObjectNode json(String object) {
        return ChatJson.object()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model)
                .put("service_tier", "default")
                .put("system_fingerprint", "mingle");
    }
}
