package io.mingle.http.internal.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.sound.AudioFormat;
import java.util.Map;
import java.util.Optional;

/** How events are called and sessions are written: as they are now, or as they were in the beta. */
enum Dialect {
    /** What is generally available. */
    CURRENT {
        @Override
        ObjectNode session(ObjectNode given) {
            return given;
        }

        @Override
        Optional<ObjectNode> outgoing(ObjectNode event) {
            return Optional.of(event);
        }
    },

    /** The beta's, for clients that have not been changed since. */
    BETA {
        @Override
        ObjectNode session(ObjectNode given) {
            return Beta.session(given);
        }

        @Override
        Optional<ObjectNode> outgoing(ObjectNode event) {
            return Beta.outgoing(event);
        }
    };

    /** Returns what a client has sent of a session, or of a response, as it is written now. */
    abstract ObjectNode session(ObjectNode given);

    /** Returns an event as the client knows it; empty if it knows none like it. */
    abstract Optional<ObjectNode> outgoing(ObjectNode event);

    /** The beta's names. */
    private static final class Beta {

        private static final Map<String, String> EVENTS =
                Map.of(
                        "conversation.item.added", "conversation.item.created",
                        "response.output_text.delta", "response.text.delta",
                        "response.output_text.done", "response.text.done",
                        "response.output_audio.delta", "response.audio.delta",
                        "response.output_audio.done", "response.audio.done",
                        "response.output_audio_transcript.delta", "response.audio_transcript.delta",
                        "response.output_audio_transcript.done", "response.audio_transcript.done");

        private static final Map<String, String> PLACES =
                Map.of(
                        "voice", "/audio/output",
                        "speed", "/audio/output",
                        "output_audio_format", "/audio/output",
                        "input_audio_format", "/audio/input",
                        "input_audio_transcription", "/audio/input",
                        "input_audio_noise_reduction", "/audio/input",
                        "turn_detection", "/audio/input");

        private static final Map<String, String> NAMES =
                Map.of(
                        "output_audio_format", "format",
                        "input_audio_format", "format",
                        "input_audio_transcription", "transcription",
                        "input_audio_noise_reduction", "noise_reduction",
                        "modalities", "output_modalities",
                        "max_response_output_tokens", "max_output_tokens");

        private Beta() {}

        static ObjectNode session(ObjectNode given) {
            ObjectNode now = JsonNodeFactory.instance.objectNode();
            given.fields()
                    .forEachRemaining(
                            field -> {
                                ObjectNode place = now;
                                if (PLACES.containsKey(field.getKey())) {
                                    String[] path = PLACES.get(field.getKey()).split("/");
                                    place = now.withObject("/" + path[1]).withObject("/" + path[2]);
                                }
                                place.set(
                                        NAMES.getOrDefault(field.getKey(), field.getKey()),
                                        value(field.getKey(), field.getValue()));
                            });
            return now;
        }

        private static JsonNode value(String name, JsonNode value) {
            if (name.endsWith("_audio_format") && value.isTextual()) {
                return AudioFormat.ofOlder(value.textValue())
                        .orElseThrow(
                                () ->
                                        ApiException.invalid(
                                                "session." + name,
                                                "'session.%s' has to be pcm16, g711_ulaw or g711_alaw."
                                                        .formatted(name)))
                        .json();
            }
            if (name.equals("modalities") && value.isArray()) {
                boolean spoken = false;
                for (JsonNode each : value) {
                    spoken |= each.asText().equals("audio");
                }
                return JsonNodeFactory.instance.arrayNode().add(spoken ? "audio" : "text");
            }
            return value;
        }

        static Optional<ObjectNode> outgoing(ObjectNode event) {
            String type = event.path("type").asText();
            if (type.equals("conversation.item.done")) {
                return Optional.empty();
            }
            ObjectNode older = event.deepCopy().put("type", EVENTS.getOrDefault(type, type));
            if (older.path("session") instanceof ObjectNode session) {
                older.set("session", flat(session));
            }
            if (older.path("response") instanceof ObjectNode response) {
                modalities(response);
                response.path("output").forEach(Beta::content);
            }
            content(older.path("item"));
            return Optional.of(older);
        }

        private static void content(JsonNode item) {
            for (JsonNode part : item.path("content")) {
                String type = part.path("type").asText();
                if (type.startsWith("output_")) {
                    ((ObjectNode) part).put("type", type.substring("output_".length()));
                }
            }
        }

        private static ObjectNode flat(ObjectNode session) {
            ObjectNode flat = session.deepCopy();
            JsonNode in = flat.path("audio").path("input");
            JsonNode out = flat.path("audio").path("output");
            flat.remove("audio");
            flat.remove("type");
            modalities(flat);
            flat.set("max_response_output_tokens", flat.remove("max_output_tokens"));
            flat.set("voice", out.path("voice"));
            flat.put("input_audio_format", older(in.path("format")));
            flat.put("output_audio_format", older(out.path("format")));
            flat.set("input_audio_transcription", in.path("transcription"));
            flat.set("turn_detection", in.path("turn_detection"));
            return flat;
        }

        private static String older(JsonNode format) {
            for (AudioFormat each : AudioFormat.values()) {
                if (each.json().path("type").equals(format.path("type"))) {
                    return each.older();
                }
            }
            return AudioFormat.PCM.older();
        }

        private static void modalities(ObjectNode holder) {
            JsonNode now = holder.remove("output_modalities");
            if (now != null) {
                ArrayNode both = holder.putArray("modalities").add("text");
                if (now.path(0).asText().equals("audio")) {
                    both.add("audio");
                }
            }
        }
    }
}
