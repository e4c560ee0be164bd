package io.mingle.http.internal.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** How realtime sessions are, and how clients have them be. */
class RealtimeSettingsTest extends RealtimeFixture {

    @Test
    void tellsHowASessionIs() throws Exception {
        try (RealtimeClient client = RealtimeClient.open(server, "?model=nano")) {
            JsonNode session = client.next("session.created").path("session");
            assertEquals("realtime", session.path("type").asText());
            assertEquals("nano", session.path("model").asText());
            assertEquals("audio", session.path("output_modalities").path(0).asText());
            JsonNode in = session.path("audio").path("input");
            assertEquals("audio/pcm", in.path("format").path("type").asText());
            assertEquals(24_000, in.path("format").path("rate").asInt());
            assertEquals("server_vad", in.path("turn_detection").path("type").asText());
        }
    }

    @Test
    void knowsTheVoicesThatThereAreNow() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client = connected()) {
            client.send(speaking("\"voice\": \"ming\""));
            client.next("session.updated");
            speaker.voice = "luna";
            client.send(speaking("\"speed\": 1.25"));
            assertEquals(
                    "ming",
                    client.next("session.updated").at("/session/audio/output/voice").asText());
            client.send(speaking("\"voice\": \"ming\", \"speed\": 1"));
            client.next("session.updated");
            client.send(speaking("\"voice\": \"luna\""));
            client.next("session.updated");
            client.send(speaking("\"voice\": \"ming\""));
            String message = client.next("error").at("/error/message").asText();
            assertTrue(message.contains("the model has luna"), message);
        }
    }

    private static String speaking(String output) {
        return "{\"type\": \"session.update\", \"session\": {\"type\": \"realtime\", \"audio\":"
                + " {\"output\": {%s}}}}".formatted(output);
    }

    @Test
    void speaksTelephone() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client = connected()) {
            client.send(
                    """
                    {"type": "session.update", "session": {"type": "realtime", "audio": {
                      "input": {"format": {"type": "audio/pcmu"}},
                      "output": {"format": {"type": "audio/pcma"}}}}}\
                    """);
            client.next("session.updated");
            ask(client, "How many?");
            client.until("response.done");
            int bytes = 0;
            for (JsonNode delta : client.all("response.output_audio.delta")) {
                bytes += Base64.getDecoder().decode(delta.path("delta").asText()).length;
            }
            assertEquals(FakeSpeaker.CHUNK / 3, bytes, 2);
        }
    }

    @Test
    void speaksTheBetaToThoseWhoKnowNothingElse() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client =
                RealtimeClient.open(server, "?model=nano", "realtime", "openai-beta.realtime-v1")) {
            JsonNode session = client.next("session.created").path("session");
            assertEquals("pcm16", session.path("input_audio_format").asText());
            assertEquals(2, session.path("modalities").size());
            client.send(
                    "{\"type\": \"session.update\", \"session\": {\"modalities\": [\"text\","
                        + " \"audio\"], \"input_audio_format\": \"g711_ulaw\", \"turn_detection\":"
                        + " null}}");
            JsonNode changed = client.next("session.updated").path("session");
            assertEquals("g711_ulaw", changed.path("input_audio_format").asText());
            assertTrue(changed.path("turn_detection").isNull());
            ask(client, "How many?");
            JsonNode done = client.until("response.done").path("response");
            assertEquals(
                    "audio",
                    done.path("output").path(0).path("content").path(0).path("type").asText());
            assertTrue(client.types().contains("conversation.item.created"));
            assertTrue(client.types().contains("response.audio.delta"));
            assertTrue(client.types().contains("response.audio_transcript.done"));
            assertFalse(client.types().contains("conversation.item.done"));
        }
    }

    @Test
    void saysWhichVoicesThereAre() throws Exception {
        try (RealtimeClient client = connected()) {
            String change =
                    "{\"type\": \"session.update\", \"session\": {\"audio\": {\"output\":"
                            + " {\"voice\": \"%s\"}}}}";
            client.send(change.formatted("alloy"));
            JsonNode error = client.next("error").path("error");
            assertEquals("session.audio.output.voice", error.path("param").asText());
            assertTrue(error.path("message").asText().contains("ming"), error::toString);
            client.send(change.formatted("ming"));
            client.next("session.updated");
        }
    }

    @Test
    void keepsNoMoreOfASessionThanAMebibyte() throws Exception {
        try (RealtimeClient client = connected()) {
            String half = "x".repeat(600_000);
            client.send(
                    "{\"type\": \"session.update\", \"session\": {\"truncation\": {\"a\": \"%s\"}}}"
                            .formatted(half));
            client.next("session.updated");
            client.send(
                    "{\"type\": \"session.update\", \"session\": {\"truncation\": {\"b\": \"%s\"}}}"
                            .formatted(half));
            JsonNode error = client.next("error").path("error");
            assertEquals("content-too-large", error.path("code").asText());
        }
    }
}
