package io.mingle.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Picture;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.testkit.Answers;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What clients of other servers of this interface have fallen into. The index and the id of the
 * deltas of calls are {@code ToolCallsTest}'s.
 */
@Timeout(60)
class ClientTrapsTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String RESPONSES = "/v1/responses";

    private final List<Conversation> asked = new CopyOnWriteArrayList<>();
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(Map.of(), List.of());
        server.broker.with(
                Understanding.class,
                (conversation, how) -> {
                    asked.add(conversation);
                    return how.maxTokens() < 2 ? cut() : Answers.of("A red", " cat");
                });
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private static Generation<Answer> cut() {
        GenerationChannel<Answer> channel = new GenerationChannel<>();
        channel.delta("A");
        channel.finished(new Answer("A", FinishReason.LENGTH), Usage.NONE, List.of());
        return channel;
    }

    private static String body(String more) {
        return "{\"model\": \"nano\", \"messages\": [{\"role\": \"user\", \"content\": \"What?\"}]%s}"
                .formatted(more);
    }

    @Test
    void aChunkOfUsageComesOnlyWhereItIsAskedForAndIsAChunkLikeAllOthers() throws Exception {
        for (String unasked :
                List.of(
                        "",
                        ", \"stream_options\": {}",
                        ", \"stream_options\": {\"include_usage\": false}")) {
            assertTrue(
                    TestServer.chunks(server.post(CHAT, body(", \"stream\": true" + unasked)))
                            .stream()
                            .noneMatch(it -> it.has("usage")));
        }
        List<JsonNode> chunks =
                TestServer.chunks(
                        server.post(
                                CHAT,
                                body(
                                        ", \"stream\": true, \"stream_options\":"
                                                + " {\"include_usage\": true}")));
        JsonNode first = chunks.get(0);
        JsonNode last = chunks.get(chunks.size() - 1);
        assertTrue(last.path("choices").isArray() && last.path("choices").isEmpty());
        for (String name : List.of("id", "model", "created", "object")) {
            assertEquals(first.path(name), last.path(name));
            assertFalse(last.path(name).asText().isEmpty());
        }
    }

    @Test
    void theNewerLimitOnTokensIsTheOneThatHoldsAndEndsWithLength() throws Exception {
        HttpResponse<String> response =
                server.post(CHAT, body(", \"max_completion_tokens\": 1, \"max_tokens\": 40000"));
        assertEquals(
                "length", TestServer.json(response.body()).at("/choices/0/finish_reason").asText());
    }

    /** As the client of the JDK asks, with a body in chunks. */
    @Test
    void anOfferOfHttp2IsPassedOverAndTheBodyIsRead() throws Exception {
        String body = body("");
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write(
                            ("POST %s HTTP/1.1\r\n"
                                 + "Host: localhost\r\n"
                                 + "Connection: Upgrade, HTTP2-Settings, close\r\n"
                                 + "Upgrade: h2c\r\n"
                                 + "HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n"
                                 + "Content-Type: application/json\r\n"
                                 + "Transfer-Encoding: chunked\r\n\r\n"
                                 + "%x\r\n"
                                 + "%s\r\n"
                                 + "0\r\n\r\n")
                                    .formatted(CHAT, body.length(), body)
                                    .getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
            assertTrue(answer.contains("A red cat"), answer);
        }
    }

    @Test
    void whatIsExplicitlyNoStreamIsNone() throws Exception {
        for (String path : List.of(CHAT, RESPONSES)) {
            String body =
                    path.equals(CHAT) ? body("") : "{\"model\": \"nano\", \"input\": \"What?\"}";
            HttpResponse<String> response =
                    server.post(path, body.replaceFirst("\\}$", ", \"stream\": false}"));
            assertEquals(
                    "application/json", response.headers().firstValue("Content-Type").orElse(""));
            TestServer.json(response.body());
        }
    }

    @Test
    void anAnswerThatIsNotPossibleIsRefusedAndNoneOfNothing() throws Exception {
        HttpResponse<String> spoken =
                server.post(
                        CHAT,
                        body(
                                ", \"modalities\": [\"text\", \"audio\"], \"audio\": {\"voice\":"
                                        + " \"a\", \"format\": \"wav\"}"));
        assertEquals(501, spoken.statusCode());
        assertTrue(TestServer.json(spoken.body()).at("/error/code").isTextual(), spoken.body());
        HttpResponse<String> drawn = server.post(CHAT, body(", \"modalities\": [\"image\"]"));
        assertEquals(400, drawn.statusCode());
        assertEquals("modalities", TestServer.json(drawn.body()).at("/error/param").asText());
    }

    @Test
    void aStreamThatFailsEndsAndSaysWhy() throws Exception {
        try (TestServer failing = new TestServer(Map.of(), List.of())) {
            failing.broker.with(
                    Understanding.class,
                    (conversation, how) -> {
                        GenerationChannel<Answer> channel = new GenerationChannel<>();
                        channel.delta("A");
                        channel.cancelled();
                        return channel;
                    });
            HttpResponse<String> chat = failing.post(CHAT, body(", \"stream\": true"));
            String last = chat.body().strip().lines().reduce("", (one, next) -> next);
            JsonNode error = TestServer.json(last.substring("data: ".length())).path("error");
            assertEquals("cancelled", error.path("code").asText());
            assertTrue(error.path("message").asText().length() > 20);
            HttpResponse<String> response =
                    failing.post(
                            RESPONSES,
                            "{\"model\": \"nano\", \"input\": \"What?\", \"stream\": true}");
            assertTrue(response.body().contains("event: response.failed"), response.body());
        }
    }

    @Test
    void whatNoBundleCanDoIsRefusedWithATypedErrorWhateverIsSent() throws Exception {
        for (String path :
                List.of(
                        "/v1/audio/speech",
                        "/v1/audio/transcriptions",
                        "/v1/images/generations",
                        "/v1/images/edits",
                        "/v1/realtime/client_secrets",
                        "/v1/embeddings")) {
            for (String type : List.of("application/json", "multipart/form-data; boundary=x")) {
                HttpResponse<String> response =
                        server.send(
                                server.request(path)
                                        .header("Content-Type", type)
                                        .POST(
                                                HttpRequest.BodyPublishers.ofString(
                                                        "--x\r\n"
                                                                + "Content-Disposition: form-data;"
                                                                + " name=\"image[]\"\r\n\r\n"
                                                                + "1\r\n"
                                                                + "--x--")));
                assertEquals(501, response.statusCode(), path);
                assertEquals(
                        "not-implemented",
                        TestServer.json(response.body()).at("/error/code").asText());
            }
        }
    }

    @Test
    void aPictureOnTheNetworkIsRefusedWithASentenceAndNotFetched() throws Exception {
        try (java.net.ServerSocket network = new java.net.ServerSocket(0)) {
            String url = "http://127.0.0.1:%s/a.png".formatted(network.getLocalPort());
            String chat =
                    "{\"model\": \"nano\", \"messages\": [{\"role\": \"user\", \"content\":"
                            + " [{\"type\": \"image_url\", \"image_url\": {\"url\": \"%s\"}}]}]}";
            String response =
                    "{\"model\": \"nano\", \"input\": [{\"role\": \"user\", \"content\":"
                            + " [{\"type\": \"input_image\", \"image_url\": \"%s\"}]}]}";
            for (Map.Entry<String, String> each :
                    Map.of(CHAT, chat, RESPONSES, response).entrySet()) {
                HttpResponse<String> refused =
                        server.post(each.getKey(), each.getValue().formatted(url));
                assertEquals(400, refused.statusCode());
                String message = TestServer.json(refused.body()).at("/error/message").asText();
                assertTrue(message.contains("data:image/"), message);
                assertTrue(refused.body().contains("remote-url-refused"), refused.body());
            }
            network.setSoTimeout(1);
            try {
                network.accept().close();
                throw new AssertionError("The picture was fetched");
            } catch (java.net.SocketTimeoutException e) {
                assertEquals(List.of(), asked);
            }
        }
    }

    @Test
    void aRequestThatIsGivenUpLeavesItsPlaceToTheNextOne() throws Exception {
        try (TestServer small = new TestServer(Map.of("requestsAtATime", 1), List.of())) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch cancelled = new CountDownLatch(1);
            small.broker.with(
                    Understanding.class,
                    (conversation, how) -> begun.getCount() > 0 ? open(begun, cancelled) : cut());
            try (Socket socket = new Socket("127.0.0.1", small.port())) {
                String body = body(", \"stream\": true");
                socket.getOutputStream()
                        .write(
                                "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %s\r\n\r\n%s"
                                        .formatted(CHAT, body.length(), body)
                                        .getBytes(StandardCharsets.US_ASCII));
                assertTrue(begun.await(30, TimeUnit.SECONDS));
                socket.setSoLinger(true, 0);
            }
            assertTrue(cancelled.await(30, TimeUnit.SECONDS));
            assertEquals(200, answeredInTheEnd(small));
        }
    }

    private static Generation<Answer> open(CountDownLatch begun, CountDownLatch cancelled) {
        GenerationChannel<Answer> channel = new GenerationChannel<>();
        channel.onCancel(
                () -> {
                    cancelled.countDown();
                    channel.cancelled();
                });
        begun.countDown();
        return channel;
    }

    /** The place is free an instant after the answer has been cancelled. */
    private static int answeredInTheEnd(TestServer server)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        int status;
        do {
            status = server.post(CHAT, body("")).statusCode();
        } while (status == 429 && System.nanoTime() < end);
        return status;
    }

    @Test
    void allPicturesReachTheModelAndAllChoicesTheClient() throws Exception {
        String picture =
                "{\"type\": \"image_url\", \"image_url\": {\"url\":"
                        + " \"data:image/png;base64,AQI%s\"}}";
        String body =
                "{\"model\": \"nano\", \"n\": 2, \"messages\": [{\"role\": \"user\", \"content\": ["
                        + picture.formatted("A")
                        + ","
                        + picture.formatted("D")
                        + ","
                        + picture.formatted("E")
                        + ", {\"type\": \"text\", \"text\": \"What?\"}]}]}";
        HttpResponse<String> response = server.post(CHAT, body);
        assertEquals(2, TestServer.json(response.body()).path("choices").size(), response.body());
        assertEquals(
                List.of((byte) 0, (byte) 3, (byte) 4),
                asked.get(0).content().stream()
                        .filter(Picture.class::isInstance)
                        .map(it -> ((Picture) it).bytes()[2])
                        .toList());
    }
}
