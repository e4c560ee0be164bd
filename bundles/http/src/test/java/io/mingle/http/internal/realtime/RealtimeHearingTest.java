package io.mingle.http.internal.realtime;

import static io.mingle.http.internal.realtime.RealtimeClient.silence;
import static io.mingle.http.internal.realtime.RealtimeClient.tone;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Sound;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.transcription.Transcription;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What realtime sessions hear: where turns end, and what is written down. */
class RealtimeHearingTest extends RealtimeFixture {

    @Test
    void letsTheClientEndTurns() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client = connected()) {
            client.send(
                    "{\"type\": \"session.update\", \"session\": {\"type\": \"realtime\","
                            + " \"audio\": {\"input\": {\"turn_detection\": null}}}}");
            client.next("session.updated");
            client.send("{\"type\": \"input_audio_buffer.commit\", \"event_id\": \"mine\"}");
            JsonNode error = client.next("error").path("error");
            assertEquals("input_audio_buffer_commit_empty", error.path("code").asText());
            assertEquals("mine", error.path("event_id").asText());
            client.speak(tone(0.5));
            client.send("{\"type\": \"input_audio_buffer.commit\"}");
            client.next("input_audio_buffer.committed");
            client.next("conversation.item.added");
            client.next("conversation.item.done");
            client.send("{\"type\": \"response.create\"}");
            client.until("response.done");
            client.speak(tone(0.5));
            client.send("{\"type\": \"input_audio_buffer.clear\"}");
            client.next("input_audio_buffer.cleared");
            client.send("{\"type\": \"input_audio_buffer.commit\"}");
            client.next("error");
        }
    }

    private static String hearing(String input) {
        return "{\"type\": \"session.update\", \"session\": {\"type\": \"realtime\", \"audio\":"
                + " {\"input\": {%s}}}}".formatted(input);
    }

    private static double seconds(Conversation asked) {
        Sound sound = (Sound) asked.messages().get(0).content().get(0);
        ByteBuffer wav = ByteBuffer.wrap(sound.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        int rate = wav.getInt(24);
        return (sound.bytes().length - 44) / 2.0 / rate;
    }

    @Test
    void endsATurnWhoseFormatChangesAndAnswersIt() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client = connected()) {
            client.speak(tone(1));
            JsonNode started = client.next("input_audio_buffer.speech_started");
            client.send(hearing("\"format\": {\"type\": \"audio/pcmu\"}"));
            client.next("input_audio_buffer.speech_stopped");
            assertEquals(
                    started.path("item_id"),
                    client.next("input_audio_buffer.committed").path("item_id"));
            client.until("session.updated");
            client.until("response.done");
        }
        assertEquals(1, seconds(server.asked.get(0)), 0.05);
    }

    @Test
    void keepsWhatIsInTheBufferWhereItIsToBeHeardInAnotherWay() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client = connected()) {
            client.speak(tone(1));
            client.next("input_audio_buffer.speech_started");
            client.send(hearing("\"turn_detection\": null"));
            client.next("session.updated");
            client.send(hearing("\"format\": {\"type\": \"audio/pcmu\"}"));
            client.next("session.updated");
            client.send("{\"type\": \"input_audio_buffer.commit\"}");
            client.next("input_audio_buffer.committed");
            client.send("{\"type\": \"response.create\"}");
            client.until("response.done");
            client.send(hearing("\"format\": {\"type\": \"audio/pcm\", \"rate\": 24000}"));
            client.until("session.updated");
            client.speak(silence(0.5));
            client.speak(tone(1));
            client.speak(silence(1));
            client.send(hearing("\"turn_detection\": {\"type\": \"server_vad\"}"));
            client.next("input_audio_buffer.speech_started");
            client.next("input_audio_buffer.speech_stopped");
            client.next("input_audio_buffer.committed");
            client.until("response.done");
        }
        assertEquals(1, seconds(server.asked.get(0)), 0.05);
    }

    @Test
    void refusesATurnThatNobodyEnds() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client = connected()) {
            client.send(
                    """
                    {"type": "session.update", "session": {"type": "realtime", "audio": {
                      "input": {"format": {"type": "audio/pcmu"}, "turn_detection": null}}}}\
                    """);
            client.next("session.updated");
            String second = Base64.getEncoder().encodeToString(new byte[8_000]);
            for (int i = 0; i < 31; i++) {
                client.send(
                        "{\"type\": \"input_audio_buffer.append\", \"audio\": \"%s\"}"
                                .formatted(second));
            }
            JsonNode error = client.next("error").path("error");
            assertEquals("content-too-large", error.path("code").asText());
            client.send("{\"type\": \"input_audio_buffer.commit\"}");
            client.next("input_audio_buffer.committed");
        }
    }

    @Test
    void writesDownWhatWasSaid() throws Exception {
        server.answering("Nine.");
        server.broker.with(Transcription.class, new FakeScribe("how many"));
        try (RealtimeClient client = connected()) {
            client.send(
                    """
                    {"type": "session.update", "session": {"type": "realtime", "audio": {
                      "input": {"transcription": {"model": "nano", "language": "en"}}}}}\
                    """);
            client.next("session.updated");
            client.speak(silence(0.5));
            client.speak(tone(1));
            client.speak(silence(1));
            JsonNode completed =
                    client.until("conversation.item.input_audio_transcription.completed");
            assertEquals("how many", completed.path("transcript").asText());
        }
    }

    @Test
    void onlyWritesDownWhereThatIsTheIntent() throws Exception {
        server.broker.with(Transcription.class, new FakeScribe("how many"));
        try (RealtimeClient client = RealtimeClient.open(server, "?intent=transcription")) {
            assertEquals(
                    "transcription",
                    client.next("session.created").path("session").path("type").asText());
            client.speak(silence(0.5));
            client.speak(tone(1));
            client.speak(silence(1));
            client.until("conversation.item.input_audio_transcription.completed");
            assertFalse(client.types().contains("response.created"));
        }
    }

    @Test
    void tellsThatNobodyWritesDown() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client = RealtimeClient.open(server, "?intent=transcription")) {
            client.speak(silence(0.5));
            client.speak(tone(1));
            client.speak(silence(1));
            assertEquals(
                    "skill-unavailable",
                    client.until("conversation.item.input_audio_transcription.failed")
                            .path("error")
                            .path("code")
                            .asText());
        }
    }
}
