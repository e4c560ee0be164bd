package io.mingle.http.internal.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.event.GenerationChannel;
import io.mingle.api.understanding.Answer;
import io.mingle.http.internal.TestServer;
import io.mingle.http.internal.remote.MediaHost;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Connections of realtime sessions: who gets one, what ends it, and what does not. */
class RealtimeConnectionTest extends RealtimeFixture {

    @Test
    void isNoPageForThoseWhoDoNotConnect() throws Exception {
        assertEquals(426, server.get("/v1/realtime?model=nano").statusCode());
        assertEquals(400, server.get("/v1/realtime").statusCode());
        assertEquals(405, server.post("/v1/realtime?model=nano", "{}").statusCode());
    }

    /** What Jetty throws of is no reason to keep a place. */
    @Test
    void keepsNoPlaceForAHandshakeThatIsBroken() throws Exception {
        try (TestServer narrow = new TestServer(Map.of("requestsAtATime", 1), List.of())) {
            String key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
            for (String status :
                    List.of(
                            handshake(narrow, "", ""),
                            handshake(narrow, "", key + "Sec-WebSocket-Extensions: ;;=\r\n"),
                            handshake(narrow, "&a=b|c", key))) {
                assertTrue(status.startsWith("HTTP/1.1 4"), status);
            }
            try (RealtimeClient client = RealtimeClient.open(narrow, "?model=nano")) {
                client.next("session.created");
            }
        }
    }

    /** Sends what clients' libraries do not, and returns the status line. */
    private static String handshake(TestServer server, String query, String headers)
            throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(30_000);
            String request =
                    "GET /v1/realtime?model=nano%s HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
                            .formatted(query);
            String upgrade = "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n";
            String whole = request + upgrade + headers + "\r\n";
            socket.getOutputStream().write(whole.getBytes(StandardCharsets.ISO_8859_1));
            return new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.ISO_8859_1))
                    .readLine();
        }
    }

    @Test
    void letsPagesOfOthersNotIn() throws Exception {
        CompletionException refused =
                assertThrows(
                        CompletionException.class,
                        () ->
                                RealtimeClient.open(
                                        server,
                                        "?model=nano",
                                        HttpClient.newHttpClient()
                                                .newWebSocketBuilder()
                                                .header("Origin", "https://evil.example")));
        WebSocketHandshakeException why = (WebSocketHandshakeException) refused.getCause();
        assertEquals(403, why.getResponse().statusCode());
    }

    @Test
    void answersPings() throws Exception {
        try (RealtimeClient client = connected()) {
            client.socket().sendPing(ByteBuffer.wrap(new byte[] {4, 2})).join();
            assertEquals(
                    ByteBuffer.wrap(new byte[] {4, 2}), client.pongs.poll(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void tellsWhatIsWrongAndGoesOn() throws Exception {
        server.answering("Nine.");
        try (RealtimeClient client = connected()) {
            client.send("nonsense");
            assertEquals(
                    "invalid-request", client.next("error").path("error").path("code").asText());
            client.send("{\"type\": \"session.destroy\"}");
            assertTrue(
                    client.next("error")
                            .path("error")
                            .path("message")
                            .asText()
                            .contains("session.destroy"));
            client.send(
                    "{\"type\": \"session.update\", \"session\": {\"audio\": {\"input\":"
                            + " {\"format\": \"pcm16\"}}}}");
            assertEquals(
                    "session.audio.input.format",
                    client.next("error").path("error").path("param").asText());
            client.send("{\"type\": \"input_audio_buffer.append\", \"audio\": \"no base64!\"}");
            assertEquals("audio", client.next("error").path("error").path("param").asText());
            client.send("{\"type\": \"conversation.item.delete\", \"item_id\": \"none\"}");
            client.next("error");
            ask(client, "How many?");
            assertEquals(
                    "completed",
                    client.until("response.done").path("response").path("status").asText());
        }
    }

    /** Else a long session would in the end leave no room for anybody's. */
    @Test
    void givesBackTheRoomOfWhatItHasFetched() throws Exception {
        try (MediaHost host = new MediaHost();
                TestServer fetching =
                        new TestServer(
                                Map.of(
                                        "allowedHosts",
                                        new String[] {host.literal()},
                                        "bodiesTogether",
                                        4L),
                                List.of());
                RealtimeClient client = RealtimeClient.open(fetching, "?model=nano")) {
            client.next("session.created");
            for (String name : List.of("/a.png", "/b.png", "/c.png")) {
                host.with(name, "image/png", new byte[] {5, 6, 7});
                client.send(
                        """
                        {"type": "conversation.item.create", "item": {"type": "message",
                         "role": "user", "content": [
                          {"type": "input_image", "image_url": "http://%s%s"}]}}\
                        """
                                .formatted(host.literal(), name));
                client.next("conversation.item.added");
                client.next("conversation.item.done");
            }
        }
    }

    @Test
    void endsTheConnectionOverAMessageThatIsTooLarge() throws Exception {
        try (RealtimeClient client = connected()) {
            client.socket().sendText("x".repeat(9 << 20), true);
            assertTrue(client.closed.get(30, TimeUnit.SECONDS) != 1000);
        }
    }

    @Test
    void freesThePlaceOfAClientThatHasGone() throws Exception {
        holding();
        GenerationChannel<Answer> story;
        try (RealtimeClient client = connected()) {
            ask(client, "Tell me a story.");
            story = question();
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!story.isCancelled() && System.nanoTime() < end) {
            Thread.sleep(5);
        }
        assertTrue(story.isCancelled());
    }

    @Test
    void finishesAnAnswerWhenTheServerIsStopped() throws Exception {
        holding();
        try (RealtimeClient idle = connected();
                RealtimeClient client = connected()) {
            ask(client, "Tell me a story.");
            GenerationChannel<Answer> story = question();
            CompletableFuture<Void> stopped =
                    CompletableFuture.runAsync(
                            () -> {
                                try {
                                    server.realtime.close();
                                } catch (InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            assertEquals(1012, idle.closed.get(30, TimeUnit.SECONDS));
            assertFalse(story.isCancelled());
            story.delta("The end.");
            Answers.end(story);
            assertEquals(
                    "completed",
                    client.until("response.done").path("response").path("status").asText());
            assertEquals(1012, client.closed.get(30, TimeUnit.SECONDS));
            stopped.get(30, TimeUnit.SECONDS);
        }
    }
}
