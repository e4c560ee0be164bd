package io.mingle.http.internal.realtime;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.dialogue.SpokenAnswer;
import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import io.mingle.api.event.TextDelta;
import io.mingle.api.event.Usage;
import io.mingle.api.speech.SpeechChunk;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.tools.AnswerReader;
import io.mingle.http.internal.tools.Piece;
import io.mingle.http.internal.tools.ToolCall;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A response that is being made: the events that tell of it. The message is open until its speech
 * has ended; calls of tools begin and end meanwhile. For one thread.
 */
final class Response {

    /** Takes the items of a response where it is part of the conversation. */
    interface Log {

        /** An item begins. */
        void begun(ObjectNode json) throws IOException;

        /**
         * An item has ended.
         *
         * @param words what the model is to read of it
         * @param millis how long it lasts in sound
         */
        void ended(ObjectNode json, String words, long millis) throws IOException;
    }

    private static final String IN_PROGRESS = "in_progress";
    private static final String COMPLETED = "completed";
    private static final String INCOMPLETE = "incomplete";

    private final String id = Names.fresh("resp");
    private final Outlet outlet;
    private final SessionConfig config;
    private final Log log;
    private final ObjectNode head;
    private final AnswerReader reader;
    private final Map<Integer, ObjectNode> output = new HashMap<>();
    private final Map<ToolCall, Integer> calls = new HashMap<>();
    private SpokenMessage message;
    private int begun;

    /**
     * @param head what all that tell of it say: conversation and metadata
     */
    Response(Outlet outlet, SessionConfig config, Log log, ObjectNode head) {
        this.outlet = outlet;
        this.config = config;
        this.log = log;
        this.head = head;
        this.reader = config.tools().reader();
    }

    String id() {
        return id;
    }

    void begin() throws IOException {
        outlet.send(
                "response.created",
                JsonNodeFactory.instance.objectNode().set("response", json(IN_PROGRESS)));
    }

    /** Tells what has happened to the answer, if it is of interest. */
    void tell(Event event) throws IOException {
        if (event instanceof TextDelta delta) {
            tell(reader.push(delta.text()));
        } else if (event instanceof SpeechChunk chunk) {
            message().sound(chunk);
        }
    }

    private void tell(List<Piece> pieces) throws IOException {
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Words words) {
                message().say(words.text());
            } else if (piece instanceof Piece.Begun call) {
                calls.put(call.call(), begun++);
                add(calls.get(call.call()), call(call.call(), IN_PROGRESS, ""));
            } else if (piece instanceof Piece.Arguments more) {
                outlet.send(
                        "response.function_call_arguments.delta",
                        ofCall(more.call()).put("delta", more.text()));
            } else if (piece instanceof Piece.Complete complete) {
                end(complete.call(), COMPLETED);
            }
        }
    }

    private SpokenMessage message() throws IOException {
        if (message == null) {
            message = new SpokenMessage(outlet, id, begun++, config.spoken(), config.out());
            add(message.index(), message.json(IN_PROGRESS));
            message.begin();
        }
        return message;
    }

    private void add(int index, ObjectNode item) throws IOException {
        outlet.send(
                "response.output_item.added",
                event().put("output_index", index).<ObjectNode>set("item", item));
        log.begun(item);
    }

    private void end(ToolCall call, String status) throws IOException {
        ObjectNode item = call(call, status, call.arguments());
        outlet.send(
                "response.function_call_arguments.done",
                ofCall(call).put("name", call.name()).put("arguments", call.arguments()));
        end(calls.remove(call), item, "", 0);
    }

    private void end(int index, ObjectNode item, String words, long millis) throws IOException {
        output.put(index, item);
        outlet.send(
                "response.output_item.done",
                event().put("output_index", index).<ObjectNode>set("item", item));
        log.ended(item, words, millis);
    }

    /** The answer is complete. */
    void finished(Finished<SpokenAnswer> finished) throws IOException {
        SpokenAnswer answer = finished.result();
        tell(reader.finish(answer.answer().reason()));
        if (begun == 0) {
            message();
        }
        boolean cut = reader.isCut(answer.answer().reason());
        endItems(!cut);
        ObjectNode json = json(cut ? INCOMPLETE : COMPLETED);
        if (cut) {
            json.putObject("status_details")
                    .put("type", INCOMPLETE)
                    .put("reason", "max_output_tokens");
        }
        json.set("usage", usage(finished.usage(), answer));
        done(json);
    }

    /** The answer was ended before it was complete. */
    void cancelled(String reason) throws IOException {
        endItems(false);
        ObjectNode json = json("cancelled");
        json.putObject("status_details").put("type", "cancelled").put("reason", reason);
        done(json);
    }

    /** The answer could not be made. */
    void failed(ApiError error) throws IOException {
        endItems(false);
        ObjectNode json = json("failed");
        ObjectNode details = json.putObject("status_details").put("type", "failed");
        details.putObject("error")
                .put("type", error.type())
                .put("code", error.code())
                .put("message", error.message());
        done(json);
    }

    private void endItems(boolean complete) throws IOException {
        if (message != null) {
            SpokenMessage ended = message;
            message = null;
            ended.end(complete);
            end(
                    ended.index(),
                    ended.json(complete ? COMPLETED : INCOMPLETE),
                    ended.words(),
                    ended.millis());
        }
        for (ToolCall call : List.copyOf(calls.keySet())) {
            end(call, INCOMPLETE);
        }
    }

    private void done(ObjectNode json) throws IOException {
        outlet.send("response.done", JsonNodeFactory.instance.objectNode().set("response", json));
    }

    private ObjectNode json(String status) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("object", "realtime.response")
                        .put("id", id)
                        .put("status", status)
                        .putNull("status_details");
        ArrayNode items = json.putArray("output");
        for (int i = 0; i < begun; i++) {
            if (output.containsKey(i)) {
                items.add(output.get(i));
            }
        }
        json.putArray("output_modalities").add(config.spoken() ? "audio" : "text");
        json.set("max_output_tokens", config.json().path("max_output_tokens"));
        json.putObject("audio").set("output", config.json().path("audio").path("output"));
        return json.putNull("usage").setAll(head);
    }

    private static ObjectNode usage(Usage took, SpokenAnswer answer) {
        int spoken = answer.speech().map(it -> it.tokens()).orElse(0);
        ObjectNode usage =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("total_tokens", took.promptTokens() + took.completionTokens() + spoken)
                        .put("input_tokens", took.promptTokens())
                        .put("output_tokens", took.completionTokens() + spoken);
        usage.putObject("input_token_details").put("cached_tokens", 0);
        usage.putObject("output_token_details")
                .put("text_tokens", took.completionTokens())
                .put("audio_tokens", spoken);
        return usage;
    }

    private ObjectNode call(ToolCall call, String status, String arguments) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", "item_" + call.id().replace("call_", ""))
                .put("object", "realtime.item")
                .put("type", Item.CALL)
                .put("status", status)
                .put("call_id", call.id())
                .put("name", call.name())
                .put("arguments", arguments);
    }

    private ObjectNode ofCall(ToolCall call) {
        return event().put("item_id", "item_" + call.id().replace("call_", ""))
                .put("output_index", calls.get(call))
                .put("call_id", call.id());
    }

    private ObjectNode event() {
        return JsonNodeFactory.instance.objectNode().put("response_id", id);
    }
}
