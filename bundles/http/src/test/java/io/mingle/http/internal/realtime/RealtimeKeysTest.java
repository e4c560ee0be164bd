package io.mingle.http.internal.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.http.internal.TestServer;
import io.mingle.trust.ApiKey;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may open sessions, and how many. */
@Timeout(120)
class RealtimeKeysTest {

    private static final String KEY = "mingle-secret";

    private TestServer server;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("keys.txt");
        Files.writeString(
                file,
                "alice sha256:%s at-a-time=1\nbob sha256:%s skills=draw\n"
                        .concat("carol sha256:%s skills=understanding\n")
                        .formatted(
                                ApiKey.digestOf(KEY),
                                ApiKey.digestOf("draws"),
                                ApiKey.digestOf("asks")));
        server = new TestServer(Map.of("keys", file.toString()), List.of());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private int refused(String key) {
        CompletionException refused =
                assertThrows(CompletionException.class, () -> withHeader(key).close());
        return ((WebSocketHandshakeException) refused.getCause()).getResponse().statusCode();
    }

    private RealtimeClient withHeader(String key) {
        return RealtimeClient.open(
                server,
                "?model=nano",
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .header("Authorization", "Bearer " + key));
    }

    @Test
    void takesAKeyFromTheHeader() throws Exception {
        try (RealtimeClient client = withHeader(KEY)) {
            client.next("session.created");
        }
    }

    @Test
    void takesAKeyFromWhatBrowsersCanSend() throws Exception {
        try (RealtimeClient client =
                RealtimeClient.open(
                        server, "?model=nano", "realtime", "openai-insecure-api-key." + KEY)) {
            client.next("session.created");
            assertEquals("realtime", client.socket().getSubprotocol());
        }
    }

    @Test
    void refusesWhoHasNoKeyOrOneForOtherThings() {
        assertEquals(401, refused("unknown"));
        assertEquals(403, refused("draws"));
    }

    @Test
    void letsAKeyThatOnlyAsksHaveWordsAlone() throws Exception {
        server.broker.with(SpeechSynthesis.class, new FakeSpeaker());
        try (RealtimeClient client = withHeader("asks")) {
            JsonNode session = client.next("session.created").path("session");
            assertEquals("text", session.path("output_modalities").path(0).asText());
            client.send(
                    "{\"type\": \"session.update\", \"session\": {\"output_modalities\":"
                            + " [\"audio\"]}}");
            assertEquals("skill-refused", client.next("error").path("error").path("code").asText());
        }
    }

    @Test
    void countsASessionUntilItsEnd() throws Exception {
        try (RealtimeClient client = withHeader(KEY)) {
            client.next("session.created");
            assertEquals(429, refused(KEY));
        }
        long end = System.nanoTime() + 30_000_000_000L;
        while (true) {
            try (RealtimeClient next = withHeader(KEY)) {
                next.next("session.created");
                return;
            } catch (CompletionException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                Thread.sleep(20);
            }
        }
    }
}
