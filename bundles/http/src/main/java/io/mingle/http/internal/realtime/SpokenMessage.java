package io.mingle.http.internal.realtime;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.speech.SpeechChunk;
import io.mingle.http.internal.sound.AudioFormat;
import io.mingle.http.internal.sound.RateChange;
import java.io.IOException;
import java.util.Base64;

/** The message of a response: its words as they come, and their sound. */
final class SpokenMessage {

    private final Outlet outlet;
    private final String response;
    private final String id;
    private final int index;
    private final boolean spoken;
    private final AudioFormat format;
    private final StringBuilder words = new StringBuilder();
    private RateChange rate;
    private long samples;

    SpokenMessage(Outlet outlet, String response, int index, boolean spoken, AudioFormat format) {
        this.outlet = outlet;
        this.response = response;
        this.id = Names.fresh("item");
        this.index = index;
        this.spoken = spoken;
        this.format = format;
    }

    String id() {
        return id;
    }

    int index() {
        return index;
    }

    String words() {
        return words.toString();
    }

    /** Returns how long it lasts in sound. */
    long millis() {
        return samples * 1000 / format.rate();
    }

    /** Returns it as it is now. */
    ObjectNode json(String status) {
        ObjectNode json = Item.message(id, "assistant", status);
        if (!status.equals("in_progress")) {
            ObjectNode part =
                    json.withArray("/content")
                            .addObject()
                            .put("type", spoken ? "output_audio" : "output_text");
            part.put(spoken ? "transcript" : "text", words());
        }
        return json;
    }

    void begin() throws IOException {
        outlet.send("response.content_part.added", event().set("part", part("")));
    }

    void say(String text) throws IOException {
        words.append(text);
        outlet.send(
                spoken ? "response.output_audio_transcript.delta" : "response.output_text.delta",
                event().put("delta", text));
    }

    void sound(SpeechChunk chunk) throws IOException {
        if (rate == null) {
            rate = new RateChange(chunk.rate(), format.rate());
        }
        sound(rate.next(chunk.samples()));
    }

    private void sound(float[] piece) throws IOException {
        if (piece.length > 0) {
            samples += piece.length;
            outlet.send(
                    "response.output_audio.delta",
                    event().put("delta", Base64.getEncoder().encodeToString(format.encode(piece))));
        }
    }

    /** Ends it; what of its sound was held back is sent if it is complete. */
    void end(boolean complete) throws IOException {
        if (spoken) {
            if (complete && rate != null) {
                sound(rate.end());
            }
            outlet.send("response.output_audio.done", event());
            outlet.send(
                    "response.output_audio_transcript.done", event().put("transcript", words()));
        } else {
            outlet.send("response.output_text.done", event().put("text", words()));
        }
        outlet.send("response.content_part.done", event().set("part", part(words())));
    }

    private ObjectNode part(String text) {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        return spoken
                ? part.put("type", "audio").put("transcript", text)
                : part.put("type", "text").put("text", text);
    }

    private ObjectNode event() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("response_id", response)
                .put("item_id", id)
                .put("output_index", index)
                .put("content_index", 0);
    }
}
