package io.mingle.http.internal.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.okhttp.OkHttpClient;
import com.openai.core.ClientOptions;
import com.openai.core.ObjectMappers;
import com.openai.helpers.RealtimeConnection;
import com.openai.helpers.RealtimeWebSocketOptions;
import com.openai.models.realtime.RealtimeClientEvent;
import com.openai.models.realtime.RealtimeServerEvent;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.transcription.Transcription;
import io.mingle.http.internal.TestServer;
import io.mingle.http.internal.sound.AudioFormat;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Sessions as OpenAI's own client for Java holds them, which refuses events that it does not know.
 */
@Timeout(120)
class OpenAiRealtimeTest {

    private final List<RealtimeServerEvent> events = new ArrayList<>();
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(Map.of(), List.of());
        server.broker.with(SpeechSynthesis.class, new FakeSpeaker());
        server.broker.with(Transcription.class, new FakeScribe("how many"));
        server.answering("Nine ", "four.");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private RealtimeConnection connect() {
        String address =
                "http://%s:%s/v1"
                        .formatted(
                                InetAddress.getLoopbackAddress().getHostAddress(), server.port());
        ClientOptions options =
                ClientOptions.builder()
                        .httpClient(OkHttpClient.builder().build())
                        .baseUrl(address)
                        .apiKey("none")
                        .build();
        return RealtimeConnection.connect(
                options, RealtimeWebSocketOptions.builder().model("nano").build());
    }

    /** Events are checked as strictly as the client can. */
    private RealtimeServerEvent until(
            RealtimeConnection connection, Predicate<RealtimeServerEvent> wanted) {
        while (true) {
            RealtimeServerEvent event = connection.receive();
            event.validate();
            assertTrue(event.error().isEmpty(), event::toString);
            events.add(event);
            if (wanted.test(event)) {
                return event;
            }
        }
    }

    private static void send(RealtimeConnection connection, String event) throws Exception {
        connection.send(ObjectMappers.jsonMapper().readValue(event, RealtimeClientEvent.class));
    }

    @Test
    void hearsSpeechAndReadsItsAnswer() throws Exception {
        try (RealtimeConnection connection = connect()) {
            until(connection, RealtimeServerEvent::isSessionCreated);
            send(
                    connection,
                    """
                    {"type": "session.update", "session": {"type": "realtime",
                     "instructions": "Be brief.", "audio": {"input": {
                       "transcription": {"model": "nano"},
                       "turn_detection": {"type": "server_vad", "silence_duration_ms": 300}}}}}\
                    """);
            until(connection, RealtimeServerEvent::isSessionUpdated);
            for (float[] piece :
                    List.of(
                            RealtimeClient.silence(0.5),
                            RealtimeClient.tone(1),
                            RealtimeClient.silence(0.6))) {
                send(
                        connection,
                        "{\"type\": \"input_audio_buffer.append\", \"audio\": \"%s\"}"
                                .formatted(
                                        Base64.getEncoder()
                                                .encodeToString(AudioFormat.PCM.encode(piece))));
            }
            RealtimeServerEvent done = until(connection, RealtimeServerEvent::isResponseDone);
            assertEquals(
                    "completed",
                    done.asResponseDone().response().status().orElseThrow().asString());
        }
        for (Predicate<RealtimeServerEvent> kind :
                List.<Predicate<RealtimeServerEvent>>of(
                        RealtimeServerEvent::isInputAudioBufferSpeechStarted,
                        RealtimeServerEvent::isInputAudioBufferSpeechStopped,
                        RealtimeServerEvent::isInputAudioBufferCommitted,
                        RealtimeServerEvent::isConversationItemInputAudioTranscriptionCompleted,
                        RealtimeServerEvent::isResponseOutputAudioDelta,
                        RealtimeServerEvent::isResponseOutputAudioTranscriptDelta,
                        RealtimeServerEvent::isConversationItemDone)) {
            assertTrue(events.stream().anyMatch(kind), events::toString);
        }
    }

    @Test
    void readsWhatIsWrittenAndDeleted() throws Exception {
        try (RealtimeConnection connection = connect()) {
            until(connection, RealtimeServerEvent::isSessionCreated);
            send(
                    connection,
                    """
                    {"type": "conversation.item.create", "item": {"id": "mine", "type": "message",
                     "role": "user", "content": [{"type": "input_text", "text": "How many?"}]}}\
                    """);
            until(connection, RealtimeServerEvent::isConversationItemDone);
            send(
                    connection,
                    "{\"type\": \"response.create\", \"response\": {\"output_modalities\":"
                            + " [\"text\"]}}");
            until(connection, RealtimeServerEvent::isResponseDone);
            send(connection, "{\"type\": \"conversation.item.retrieve\", \"item_id\": \"mine\"}");
            until(connection, RealtimeServerEvent::isConversationItemRetrieved);
            send(connection, "{\"type\": \"conversation.item.delete\", \"item_id\": \"mine\"}");
            until(connection, RealtimeServerEvent::isConversationItemDeleted);
            send(connection, "{\"type\": \"input_audio_buffer.clear\"}");
            until(connection, RealtimeServerEvent::isInputAudioBufferCleared);
        }
        assertTrue(
                events.stream().anyMatch(RealtimeServerEvent::isResponseOutputTextDone),
                events::toString);
    }
}
