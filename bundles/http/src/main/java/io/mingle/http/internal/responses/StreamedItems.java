package io.mingle.http.internal.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.Streamed;
import java.io.IOException;

/**
 * A response that is sent as it comes. Its events are numbered: the response begins, each item
 * begins, goes on and ends before the next one begins, and the response ends.
 */
abstract class StreamedItems<R> extends Streamed<R> {

    private final ResponseHead head;
    private final ArrayNode items = JsonNodeFactory.instance.arrayNode();
    private int number;

    StreamedItems(Exchange exchange, ResponseHead head) {
        super(exchange);
        this.head = head;
    }

    /** Returns what the response says of itself. */
    ResponseHead head() {
        return head;
    }

    /** Returns the items that have ended. */
    ArrayNode items() {
        return items;
    }

    @Override
    protected void begin() throws IOException {
        send("response.created", event().set("response", head.inProgress()));
        send("response.in_progress", event().set("response", head.inProgress()));
    }

    @Override
    protected void fail(ApiError error) throws IOException {
        send(
                "error",
                event().put("code", error.code())
                        .put("message", error.message())
                        .put("param", error.param().orElse(null)));
        send("response.failed", event().set("response", head.failed(items, error)));
    }

    void addItem(ObjectNode item) throws IOException {
        send(
                "response.output_item.added",
                event().put("output_index", items.size()).<ObjectNode>set("item", item));
    }

    void endItem(ObjectNode item) throws IOException {
        send(
                "response.output_item.done",
                event().put("output_index", items.size()).<ObjectNode>set("item", item));
        items.add(item);
    }

    /** Begins an event about the item that has begun last. */
    ObjectNode ofItem(String id) {
        return event().put("item_id", id).put("output_index", items.size());
    }

    static ObjectNode event() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Sends an event with the next number. */
    void send(String type, ObjectNode more) throws IOException {
        ObjectNode json = event().put("type", type).put("sequence_number", number++);
        stream().event(type, json.setAll(more));
    }
}
