package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.okhttp.OkHttpClient;
import com.openai.core.ClientOptions;
import com.openai.core.ObjectMappers;
import com.openai.helpers.RealtimeConnection;
import com.openai.helpers.RealtimeWebSocketOptions;
import com.openai.models.realtime.RealtimeClientEvent;
import com.openai.models.realtime.RealtimeResponse;
import com.openai.models.realtime.RealtimeServerEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sessions of {@code mingle serve}, in the container that it brings, with OpenAI's own client. */
@Timeout(300)
class RealtimeIT {

    private static final int RATE = 24_000;

    @TempDir private static Path folder;
    private static ServedMingle mingle;
    private static String key;

    @BeforeAll
    static void serve() throws Exception {
        Path keys = folder.resolve("keys.txt");
        key = ServedMingle.key(folder, keys, "tester");
        mingle = new ServedMingle(folder, "--keys", keys.toString());
    }

    @AfterAll
    static void stop() {
        if (mingle != null) {
            mingle.close();
        }
    }

    private static RealtimeConnection connect() {
        ClientOptions options =
                ClientOptions.builder()
                        .httpClient(OkHttpClient.builder().build())
                        .baseUrl(mingle.address().resolve("v1").toString())
                        .apiKey(key)
                        .build();
        return RealtimeConnection.connect(
                options, RealtimeWebSocketOptions.builder().model("nano").build());
    }

    private static RealtimeServerEvent until(
            RealtimeConnection connection, Predicate<RealtimeServerEvent> wanted) {
        while (true) {
            RealtimeServerEvent event = connection.receive();
            event.validate();
            assertTrue(event.error().isEmpty(), event::toString);
            if (wanted.test(event)) {
                return event;
            }
        }
    }

    private static void send(RealtimeConnection connection, String event) throws Exception {
        connection.send(ObjectMappers.jsonMapper().readValue(event, RealtimeClientEvent.class));
    }

    private static RealtimeResponse response(RealtimeConnection connection) {
        return until(connection, RealtimeServerEvent::isResponseDone).asResponseDone().response();
    }

    @Test
    void whatIsWrittenIsAnsweredTurnByTurn() throws Exception {
        List<String> said = new ArrayList<>();
        try (RealtimeConnection connection = connect()) {
            until(connection, RealtimeServerEvent::isSessionCreated);
            send(
                    connection,
                    "{\"type\": \"session.update\", \"session\": {\"type\": \"realtime\","
                            + " \"output_modalities\": [\"text\"], \"max_output_tokens\": 24}}");
            for (String question : List.of("How are you?", "And now?")) {
                send(
                        connection,
                        """
                        {"type": "conversation.item.create", "item": {"type": "message",
                         "role": "user", "content": [{"type": "input_text", "text": "%s"}]}}\
                        """
                                .formatted(question));
                send(connection, "{\"type\": \"response.create\"}");
                said.add(response(connection).status().orElseThrow().asString());
            }
        }
        assertEquals(2, said.size());
        said.forEach(it -> assertTrue(List.of("completed", "incomplete").contains(it), it));
    }

    /** The embedded model cannot hear, or does; either way the session says what came of it. */
    @Test
    void speechIsFoundAndItsAnswerOrTheReasonForNoneIsTold() throws Exception {
        byte[] sound = new byte[2 * RATE * 5 / 2];
        for (int i = RATE / 2; i < RATE * 3 / 2; i++) {
            int sample = (int) (9_000 * Math.sin(2 * Math.PI * 440 * i / RATE));
            sound[2 * i] = (byte) sample;
            sound[2 * i + 1] = (byte) (sample >> 8);
        }
        try (RealtimeConnection connection = connect()) {
            until(connection, RealtimeServerEvent::isSessionCreated);
            send(
                    connection,
                    "{\"type\": \"input_audio_buffer.append\", \"audio\": \"%s\"}"
                            .formatted(Base64.getEncoder().encodeToString(sound)));
            until(connection, RealtimeServerEvent::isInputAudioBufferSpeechStarted);
            until(connection, RealtimeServerEvent::isInputAudioBufferCommitted);
            RealtimeResponse response = response(connection);
            String status = response.status().orElseThrow().asString();
            if (status.equals("failed")) {
                assertEquals(
                        "invalid-request",
                        response.statusDetails()
                                .orElseThrow()
                                .error()
                                .orElseThrow()
                                .code()
                                .orElseThrow());
            }
        }
    }
}
