package io.mingle.http.internal.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.model.MemoryReport;
import io.mingle.api.model.MemoryUse;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the ledger: who holds how much for what, the requests' shares added up. */
final class MemoryJson {

    private record Holder(String bundle, String purpose) {}

    private MemoryJson() {}

    static ObjectNode of(MemoryReport report) {
        Map<Holder, Long> sums = new LinkedHashMap<>();
        long used = 0;
        for (MemoryUse use : report.uses()) {
            sums.merge(new Holder(use.owner(), use.purpose()), use.bytes(), Long::sum);
            used += use.counts() ? use.bytes() : 0;
        }
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("used", used)
                        .put("limit", report.limit());
        ArrayNode holders = json.putArray("holders");
        sums.forEach(
                (holder, bytes) ->
                        holders.addObject()
                                .put("bundle", holder.bundle())
                                .put("purpose", holder.purpose())
                                .put("bytes", bytes)
                                .put("counts", !holder.purpose().equals(MemoryUse.MAPPED)));
        return json;
    }
}
