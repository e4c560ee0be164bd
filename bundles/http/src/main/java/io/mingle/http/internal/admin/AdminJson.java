package io.mingle.http.internal.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.swap.SwapReport;

/** Writes what came of replacements. */
final class AdminJson {

    private AdminJson() {}

    static ObjectNode of(SwapReport report) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("object", "swap.report")
                .put("bundle", report.bundle())
                .put("from", report.from())
                .put("to", report.to())
                .put("mode", report.mode().name())
                .put("outcome", report.outcome().name())
                .put("reason", report.reason())
                .put("millis", report.took().toMillis());
    }
}
