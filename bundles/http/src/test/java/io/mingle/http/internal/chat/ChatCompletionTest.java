package io.mingle.http.internal.chat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Role;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.ScoredToken;
import io.mingle.api.event.TokenLogProbs;
import io.mingle.api.event.Usage;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.Constraint;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.testkit.Answers;
import io.mingle.http.internal.TestServer;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChatCompletionTest {

    private static final String PATH = "/v1/chat/completions";
    private static final byte[] BYTES = {1, 2, 3, 4};
    private static final String BASE64 = Base64.getEncoder().encodeToString(BYTES);

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(Map.of(), List.of());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private static String body(String more) {
        return "{\"model\": \"nano\", \"messages\": [{\"role\": \"user\", \"content\": \"What?\"}]%s}"
                .formatted(more);
    }

    @Test
    void anAnswerHasAllThatClientsRead() throws Exception {
        server.answering("A red", " cat");
        HttpResponse<String> response = server.post(PATH, body(""));
        assertEquals(200, response.statusCode(), response.body());
        JsonNode json = TestServer.json(response.body());
        assertTrue(json.path("id").asText().startsWith("chatcmpl-"));
        assertEquals("chat.completion", json.path("object").asText());
        assertEquals("nano", json.path("model").asText());
        JsonNode choice = json.path("choices").path(0);
        assertEquals("A red cat", choice.at("/message/content").asText());
        assertEquals("assistant", choice.at("/message/role").asText());
        assertTrue(choice.at("/message/refusal").isNull());
        assertTrue(choice.path("logprobs").isNull());
        assertEquals("stop", choice.path("finish_reason").asText());
        JsonNode usage = json.path("usage");
        assertEquals(
                usage.path("prompt_tokens").asInt() + usage.path("completion_tokens").asInt(),
                usage.path("total_tokens").asInt());
        assertTrue(response.headers().firstValue("x-request-id").isPresent());
    }

    @Test
    void theJdksClientWhichTriesHttp2FirstLosesNoBody() throws Exception {
        server.answering("yes");
        HttpResponse<String> response =
                server.send(
                        server.request(PATH)
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofInputStream(
                                                () ->
                                                        new java.io.ByteArrayInputStream(
                                                                body("").getBytes()))));
        assertEquals(200, response.statusCode(), response.body());
    }

    @Test
    void aStreamHasRoleTextReasonAndEndInThisOrder() throws Exception {
        server.answering("A red", " cat");
        HttpResponse<String> response = server.post(PATH, body(", \"stream\": true"));
        assertEquals(
                "text/event-stream;charset=utf-8",
                response.headers().firstValue("Content-Type").orElse("").replace(" ", ""));
        List<JsonNode> chunks = TestServer.chunks(response);
        assertEquals("assistant", chunks.get(0).at("/choices/0/delta/role").asText());
        assertEquals("A red", chunks.get(1).at("/choices/0/delta/content").asText());
        assertEquals(" cat", chunks.get(2).at("/choices/0/delta/content").asText());
        assertEquals("stop", chunks.get(3).at("/choices/0/finish_reason").asText());
        assertTrue(chunks.get(3).at("/choices/0/delta").isEmpty());
        assertEquals(4, chunks.size());
        assertEquals(1, chunks.stream().map(it -> it.path("id")).distinct().count());
        assertEquals(1, chunks.stream().map(it -> it.path("created")).distinct().count());
        assertTrue(chunks.stream().noneMatch(it -> it.has("usage")));
    }

    @Test
    void aStreamEndsWithItsUsageWhereThatIsAskedFor() throws Exception {
        server.answering("A red", " cat");
        List<JsonNode> chunks =
                TestServer.chunks(
                        server.post(
                                PATH,
                                body(
                                        ", \"stream\": true, \"stream_options\":"
                                                + " {\"include_usage\": true}")));
        JsonNode last = chunks.get(chunks.size() - 1);
        assertTrue(last.path("choices").isArray() && last.path("choices").isEmpty());
        assertTrue(last.path("usage").path("total_tokens").isInt());
        assertTrue(
                chunks.subList(0, chunks.size() - 1).stream()
                        .allMatch(it -> it.path("usage").isNull()));
    }

    @Test
    void aStreamThatIsRefusedExplicitlyIsNone() throws Exception {
        server.answering("yes");
        HttpResponse<String> response = server.post(PATH, body(", \"stream\": false"));
        assertEquals("chat.completion", TestServer.json(response.body()).path("object").asText());
    }

    @Test
    void severalAnswersDifferBySeed() throws Exception {
        server.answering("yes");
        JsonNode json = TestServer.json(server.post(PATH, body(", \"n\": 3, \"seed\": 7")).body());
        assertEquals(3, json.path("choices").size());
        assertEquals(2, json.at("/choices/2/index").asInt());
        assertEquals(
                List.of(7L, 8L, 9L), server.options.stream().map(GenerationOptions::seed).toList());
    }

    @Test
    void optionsReachTheModel() throws Exception {
        server.answering("yes");
        server.post(
                PATH,
                body(
                        ", \"max_tokens\": 9, \"max_completion_tokens\": 5, \"temperature\": 0.5,"
                                + " \"top_p\": 0.9, \"stop\": \"END\", \"logprobs\": true,"
                                + " \"top_logprobs\": 2, \"response_format\": {\"type\":"
                                + " \"json_schema\", \"json_schema\": {\"name\": \"x\", \"schema\":"
                                + " {\"type\": \"integer\"}}}"));
        GenerationOptions how = server.options.get(0);
        assertEquals(5, how.maxTokens());
        assertEquals(0.5, how.temperature());
        assertEquals(0.9, how.topP(), 1e-9);
        assertEquals(List.of("END"), how.stop());
        assertEquals(2, how.logprobs().orElse(-1));
        assertEquals(
                "{\"type\":\"integer\"}",
                ((Constraint.JsonSchema) how.constraint().orElseThrow()).text());
    }

    @Test
    void contentOfAllKindsReachesTheModelInItsOrder() throws Exception {
        server.answering("yes");
        String messages =
                ("{\"model\": \"nano\", \"messages\": [{\"role\": \"developer\", \"content\": \"Be"
                     + " kind.\"}, {\"role\": \"user\", \"content\": [{\"type\": \"image_url\","
                     + " \"image_url\": {\"url\": \"data:image/png;base64,%1$s\", \"detail\":"
                     + " \"low\"}}, {\"type\": \"input_audio\", \"input_audio\": {\"data\":"
                     + " \"%1$s\", \"format\": \"wav\"}}, {\"type\": \"text\", \"text\":"
                     + " \"What?\"}]}]}")
                        .formatted(BASE64);
        HttpResponse<String> response = server.post(PATH, messages);
        assertEquals(200, response.statusCode(), response.body());
        Conversation conversation = server.asked.get(0);
        assertEquals(Role.SYSTEM, conversation.messages().get(0).role());
        assertArrayEquals(BYTES, ((Picture) conversation.content().get(1)).bytes());
        assertArrayEquals(BYTES, ((Sound) conversation.content().get(2)).bytes());
        assertEquals("What?", ((Text) conversation.content().get(3)).text());
    }

    @Test
    void logProbabilitiesComeWithTheTextThatTheyBelongTo() throws Exception {
        TokenLogProbs token =
                new TokenLogProbs(
                        new ScoredToken(5, "yes", "yes".getBytes(), -0.25),
                        List.of(new ScoredToken(6, "no", "no".getBytes(), -1.5)));
        server.broker.with(
                Understanding.class,
                (conversation, how) -> {
                    GenerationChannel<Answer> channel = new GenerationChannel<>();
                    channel.publish(token);
                    channel.delta("yes");
                    channel.finished(
                            new Answer(
                                    "yes",
                                    FinishReason.STOP,
                                    java.util.Optional.empty(),
                                    List.of(token)),
                            Usage.NONE,
                            List.of());
                    return channel;
                });
        String wanted = ", \"logprobs\": true, \"top_logprobs\": 1";
        JsonNode whole =
                TestServer.json(server.post(PATH, body(wanted)).body())
                        .at("/choices/0/logprobs/content/0");
        assertEquals("yes", whole.path("token").asText());
        assertEquals(-1.5, whole.at("/top_logprobs/0/logprob").asDouble());
        assertEquals('y', whole.at("/bytes/0").asInt());
        List<JsonNode> chunks =
                TestServer.chunks(server.post(PATH, body(wanted + ", \"stream\": true")));
        assertEquals(whole, chunks.get(1).at("/choices/0/logprobs/content/0"));
    }

    @Test
    void whatCannotBeRightIsNamed() throws Exception {
        server.answering("yes");
        Map<String, String> wrong =
                Map.of(
                        ", \"n\": 0", "n",
                        ", \"top_logprobs\": 21, \"logprobs\": true", "top_logprobs",
                        ", \"stream_options\": {\"include_usage\": true}", "stream_options",
                        ", \"temperature\": \"hot\"", "temperature",
                        ", \"max_tokens\": 1.5", "max_tokens",
                        ", \"tools\": [{\"type\": \"function\"}]", "tools[0].function",
                        ", \"response_format\": {\"type\": \"xml\"}", "response_format.type",
                        ", \"colour\": 1", "colour");
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            HttpResponse<String> response = server.post(PATH, body(each.getKey()));
            JsonNode error = TestServer.json(response.body()).path("error");
            assertEquals(400, response.statusCode(), each.getKey());
            assertEquals("invalid_request_error", error.path("type").asText());
            assertEquals(each.getValue(), error.path("param").asText());
            assertTrue(error.has("code") && error.path("message").isTextual());
        }
        assertEquals(List.of(), server.asked);
    }

    /** Libraries write what they know of and nobody has set. */
    @Test
    void aParameterThatIsNullIsNotThere() throws Exception {
        server.answering("yes");
        assertEquals(200, server.post(PATH, body(", \"colour\": null")).statusCode());
    }

    @Test
    void bodiesThatAreNoRequestAreRefused() throws Exception {
        List<String> bodies =
                List.of(
                        "",
                        "[]",
                        "{\"model\": 1",
                        "{\"model\": \"nano\", \"model\": \"other\", \"messages\": []}",
                        "{\"model\": \"nano\", \"messages\": []}",
                        "{\"model\": \"nano\", \"messages\": [{\"role\": \"robot\", \"content\":"
                                + " \"\"}]}",
                        "{\"model\": \"nano\", \"messages\": [{\"role\": \"assistant\","
                                + " \"content\": \"Hi\"}]}",
                        "[".repeat(5000));
        for (String body : bodies) {
            HttpResponse<String> response = server.post(PATH, body);
            assertEquals(400, response.statusCode(), body);
            assertTrue(TestServer.json(response.body()).at("/error/message").isTextual());
        }
    }

    @Test
    void nothingIsFetchedFromTheNetwork() throws Exception {
        server.answering("yes");
        String body =
                "{\"model\": \"nano\", \"messages\": [{\"role\": \"user\", \"content\": [{\"type\":"
                    + " \"image_url\", \"image_url\": {\"url\": \"http://127.0.0.1/a.png\"}}]}]}";
        HttpResponse<String> response = server.post(PATH, body);
        assertEquals(400, response.statusCode());
        assertEquals(
                "messages[0].content[0].image_url.url",
                TestServer.json(response.body()).at("/error/param").asText());
    }

    @Test
    void aFailureBeforeTheFirstWordHasAStatus() throws Exception {
        failing(false);
        for (String stream : List.of("false", "true")) {
            HttpResponse<String> response = server.post(PATH, body(", \"stream\": " + stream));
            assertEquals(503, response.statusCode());
            assertEquals("1", response.headers().firstValue("Retry-After").orElse(""));
            assertEquals(
                    "memory-refused", TestServer.json(response.body()).at("/error/code").asText());
        }
    }

    @Test
    void aFailureWithinAStreamIsItsLastEvent() throws Exception {
        failing(true);
        HttpResponse<String> response = server.post(PATH, body(", \"stream\": true"));
        List<String> lines = response.body().lines().filter(it -> !it.isEmpty()).toList();
        String last = lines.get(lines.size() - 1);
        assertEquals(
                "memory-refused",
                TestServer.json(last.substring("data: ".length())).at("/error/code").asText());
        assertFalse(response.body().contains("[DONE]"));
    }

    private void failing(boolean later) {
        server.broker.with(
                Understanding.class,
                (conversation, how) -> {
                    GenerationChannel<Answer> channel = new GenerationChannel<>();
                    if (later) {
                        channel.delta("A");
                    }
                    channel.failed(new MemoryRefusedException("Too much.", 2, 1, Map.of()));
                    return channel;
                });
    }

    @Test
    void aClientThatGoesAwayEndsItsAnswer() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        server.broker.with(Understanding.class, (conversation, how) -> endless(cancelled));
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", server.port())) {
            String body = body(", \"stream\": true");
            socket.getOutputStream()
                    .write(
                            ("POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %s\r\n\r\n%s"
                                            .formatted(PATH, body.length(), body))
                                    .getBytes());
            InputStream in = socket.getInputStream();
            assertTrue(in.read() >= 0);
            socket.setSoLinger(true, 0);
        }
        assertTrue(cancelled.await(30, TimeUnit.SECONDS));
    }

    /** Tokens keep coming; that alone writes nothing to a client that waits for the whole. */
    @Test
    void aClientThatLeavesAWholeAnswerEndsItToo() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        server.broker.with(
                Understanding.class,
                (conversation, how) -> {
                    GenerationChannel<Answer> channel = new GenerationChannel<>();
                    channel.onCancel(cancelled::countDown);
                    Thread producer =
                            new Thread(
                                    () -> {
                                        while (cancelled.getCount() > 0) {
                                            channel.delta("A");
                                            LockSupport.parkNanos(20_000_000);
                                        }
                                        channel.cancelled();
                                    });
                    producer.setDaemon(true);
                    producer.start();
                    return channel;
                });
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", server.port())) {
            String body = body("");
            socket.getOutputStream()
                    .write(
                            ("POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %s\r\n\r\n%s"
                                            .formatted(PATH, body.length(), body))
                                    .getBytes());
            assertTrue(socket.getInputStream().read() >= 0);
            socket.setSoLinger(true, 0);
        }
        assertTrue(cancelled.await(30, TimeUnit.SECONDS));
    }

    private static Generation<Answer> endless(CountDownLatch cancelled) {
        GenerationChannel<Answer> channel = new GenerationChannel<>();
        channel.onCancel(
                () -> {
                    cancelled.countDown();
                    channel.cancelled();
                });
        channel.delta("A");
        return channel;
    }

    @Test
    void noMoreRequestsAreLetInThanAreConfigured() throws Exception {
        try (TestServer small = new TestServer(Map.of("requestsAtATime", 1), List.of())) {
            CountDownLatch begun = new CountDownLatch(1);
            List<GenerationChannel<Answer>> open = new ArrayList<>();
            small.broker.with(
                    Understanding.class,
                    (conversation, how) -> {
                        GenerationChannel<Answer> channel = new GenerationChannel<>();
                        open.add(channel);
                        begun.countDown();
                        return channel;
                    });
            Thread first =
                    new Thread(
                            () -> {
                                try {
                                    small.post(PATH, body(""));
                                } catch (Exception e) {
                                    throw new AssertionError(e);
                                }
                            });
            first.start();
            assertTrue(begun.await(30, TimeUnit.SECONDS));
            HttpResponse<String> second = small.post(PATH, body(""));
            assertEquals(429, second.statusCode());
            assertTrue(second.headers().firstValue("Retry-After").isPresent());
            open.get(0).finished(new Answer("done", FinishReason.STOP), Usage.NONE, List.of());
            first.join(30_000);
            assertFalse(first.isAlive());
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedBeforeItIsRead() throws Exception {
        try (TestServer small = new TestServer(Map.of("largestRequest", 1000L), List.of())) {
            String long1 = "x".repeat(2000);
            assertEquals(413, small.post(PATH, body(", \"user\": \"" + long1 + "\"")).statusCode());
        }
    }

    @Test
    void aLenientServerPassesOverWhatItDoesNotKnow() throws Exception {
        try (TestServer lenient = new TestServer(Map.of("lenient", true), List.of())) {
            lenient.broker.with(Understanding.class, (conversation, how) -> Answers.of("yes"));
            assertEquals(200, lenient.post(PATH, body(", \"colour\": 1")).statusCode());
        }
    }

    @Test
    void otherMethodsAndPathsGetAnErrorThatClientsCanRead() throws Exception {
        Map<String, Integer> statuses =
                Map.of(PATH, 405, "/v1/nothing", 404, "/v1/embeddings", 501);
        for (Map.Entry<String, Integer> each : statuses.entrySet()) {
            HttpResponse<String> response = server.get(each.getKey());
            assertEquals(each.getValue(), response.statusCode());
            assertTrue(TestServer.json(response.body()).at("/error/code").isTextual());
        }
    }

    @Test
    void whoUsesAnotherMethodIsToldWhichIsPossible() throws Exception {
        HttpResponse<String> response = server.get(PATH);
        assertEquals("POST", response.headers().firstValue("Allow").orElse(""));
        assertTrue(response.headers().firstValue("x-request-id").isPresent());
    }

    @Test
    void manyCallersGetTheirOwnAnswers() throws Exception {
        server.broker.with(
                Understanding.class,
                (conversation, how) -> Answers.of(conversation.messages().get(0).text()));
        List<Integer> right =
                IntStream.range(0, 40)
                        .parallel()
                        .filter(
                                i -> {
                                    try {
                                        String body = body("").replace("What?", "number " + i);
                                        return TestServer.json(server.post(PATH, body).body())
                                                .at("/choices/0/message/content")
                                                .asText()
                                                .equals("number " + i);
                                    } catch (Exception e) {
                                        throw new AssertionError(e);
                                    }
                                })
                        .boxed()
                        .toList();
        assertEquals(40, right.size());
    }
}
