package io.mingle.http.internal.video;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.video.LiveAnswer;
import java.util.List;

/** Writes streams of video, and what is answered about them. */
final class VideoStreamJson {

    private VideoStreamJson() {}

    static ObjectNode of(VideoStream stream) {
        VideoStream.State state = stream.state();
        return object().put("id", stream.id())
                .put("object", "video.stream")
                .put("created_at", stream.created().getEpochSecond())
                .put("idle_seconds", stream.idle().toSeconds())
                .put("seconds", state.seconds())
                .put("frames", state.frames())
                .put("waiting", state.waiting())
                .put("parts", state.memory().parts().size())
                .put("notes", state.memory().notes().size())
                .put("tokens", state.memory().tokens());
    }

    static ObjectNode of(List<VideoStream> streams) {
        ObjectNode list = object().put("object", "list");
        ArrayNode data = list.putArray("data");
        streams.forEach(it -> data.add(of(it)));
        return list;
    }

    static ObjectNode ended(VideoStream stream) {
        return object().put("id", stream.id()).put("object", "video.stream").put("deleted", true);
    }

    static ObjectNode of(VideoStream stream, LiveAnswer answer, List<String> warnings) {
        ObjectNode json =
                object().put("object", "video.answer")
                        .put("stream", stream.id())
                        .put("text", answer.text())
                        .put("ready", answer.isReady())
                        .put("seconds", answer.until());
        return with(json, warnings);
    }

    static ObjectNode delta(String text) {
        return object().put("type", "video.answer.delta").put("delta", text);
    }

    /** Adds sentences about what was left out, if there are some. */
    static ObjectNode with(ObjectNode json, List<String> warnings) {
        if (!warnings.isEmpty()) {
            ArrayNode all = json.putArray("warnings");
            warnings.forEach(all::add);
        }
        return json;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
