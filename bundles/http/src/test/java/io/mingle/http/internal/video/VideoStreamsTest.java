package io.mingle.http.internal.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.error.ConversationTooLongException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.video.LiveWatching;
import io.mingle.api.video.Moment;
import io.mingle.http.internal.TestServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Bundle;

@Timeout(120)
class VideoStreamsTest {

    private static final String STREAMS = "/v1/videos/streams";

    @TempDir private Path folder;

    private final FakeWatcher watcher = new FakeWatcher();
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(Map.of("videoStreams", 4), List.of());
        server.broker.with(LiveWatching.class, watcher);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private String begun(String body) throws Exception {
        HttpResponse<String> answer = server.post(STREAMS, body);
        assertEquals(200, answer.statusCode(), answer::body);
        return STREAMS + "/" + TestServer.json(answer.body()).path("id").asText();
    }

    private static String frame(double seconds, int bytes) {
        return "{\"seconds\": %s, \"image_url\": \"data:image/jpeg;base64,%s\"}"
                .formatted(seconds, Base64.getEncoder().encodeToString(new byte[bytes]));
    }

    private JsonNode pushed(String stream, double seconds) throws Exception {
        HttpResponse<String> answer = server.post(stream + "/frames", frame(seconds, 9));
        assertEquals(200, answer.statusCode(), answer::body);
        return TestServer.json(answer.body());
    }

    private HttpResponse<String> deleted(String path) throws Exception {
        return server.send(server.request(path).DELETE());
    }

    @Test
    void framesWaitUntilTheyMakeAPartAndAreThenLookedAt() throws Exception {
        String stream = begun("{\"part_seconds\": 2}");
        assertEquals(1, pushed(stream, 0).path("waiting").asInt());
        assertEquals(0, pushed(stream, 1).path("parts").asInt());
        JsonNode after = pushed(stream, 2);
        assertEquals(0, after.path("waiting").asInt());
        assertEquals(1, after.path("parts").asInt());
        assertEquals(3, after.path("frames").asInt());
        assertEquals(2.0, after.path("seconds").asDouble());
        assertEquals(3, watcher.seen.get(0).size());
    }

    @Test
    void aQuestionIsAskedOfAllThatWasPushedBefore() throws Exception {
        String stream = begun("{}");
        pushed(stream, 0);
        pushed(stream, 1);
        HttpResponse<String> answer =
                server.post(
                        stream + "/questions",
                        "{\"question\": \"What is it?\", \"max_tokens\": 9}");
        assertEquals(200, answer.statusCode(), answer::body);
        JsonNode json = TestServer.json(answer.body());
        assertEquals("video.answer", json.path("object").asText());
        assertEquals("a ball", json.path("text").asText());
        assertTrue(json.path("ready").asBoolean());
        assertEquals(1.0, json.path("seconds").asDouble());
        FakeWatcher.Asked asked = watcher.asked.get(0);
        assertEquals("What is it?", asked.question());
        assertEquals(Moment.PAST, asked.moment());
        assertEquals(2, asked.memory().tokens());
        assertEquals(1, asked.memory().until());
        assertEquals(9, asked.options().generation().maxTokens());
    }

    @Test
    void anAnswerIsSentAsItIsWritten() throws Exception {
        String stream = begun("{}");
        pushed(stream, 0);
        HttpResponse<String> answer =
                server.post(
                        stream + "/questions",
                        "{\"question\": \"Who comes?\", \"moment\": \"future\", \"stream\": true}");
        List<JsonNode> events = TestServer.chunks(answer);
        assertEquals("video.answer.delta", events.get(0).path("type").asText());
        assertEquals("a ", events.get(0).path("delta").asText());
        JsonNode last = events.get(events.size() - 1);
        assertEquals("video.answer.done", last.path("type").asText());
        assertEquals("a ball", last.path("text").asText());
        assertTrue(!last.path("ready").asBoolean(true));
    }

    @Test
    void aClientHearsThatFramesAreLookedAtAndOfAFailureThen() throws Exception {
        String stream = begun("{}");
        pushed(stream, 0);
        watcher.slow = true;
        HttpRequest question =
                server.request(stream + "/questions")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"question\": \"Who?\", \"stream\": true}"))
                        .header("Content-Type", "application/json")
                        .build();
        HttpResponse<Stream<String>> answer =
                HttpClient.newHttpClient().send(question, HttpResponse.BodyHandlers.ofLines());
        assertEquals(200, answer.statusCode());
        try (Stream<String> lines = answer.body()) {
            Iterator<String> line = lines.iterator();
            assertEquals(":", line.next());
            watcher.begun.take().failed(new SkillUnavailableException("The watcher has gone."));
            String rest = "";
            while (line.hasNext()) {
                rest += line.next();
            }
            assertTrue(rest.contains("event: error"), rest);
            assertTrue(rest.contains("The watcher has gone."), rest);
        }
        assertEquals(1, TestServer.json(server.get(stream).body()).path("waiting").asInt());
    }

    @Test
    void whatIsRememberedStaysWithinItsBudget() throws Exception {
        String stream = begun("{\"memory_tokens\": 20, \"part_seconds\": 0}");
        for (int i = 0; i < 60; i++) {
            JsonNode state = pushed(stream, i);
            assertTrue(state.path("tokens").asInt() <= 20, state.toString());
            assertEquals(0, state.path("waiting").asInt());
        }
        assertEquals(1, TestServer.json(server.get(stream).body()).path("notes").asInt());
        String many =
                IntStream.range(60, 124)
                        .mapToObj(it -> frame(it, 9))
                        .collect(Collectors.joining(",", "{\"frames\": [", "]}"));
        assertEquals(200, server.post(stream + "/frames", many).statusCode());
        assertTrue(watcher.seen.stream().allMatch(it -> it.size() <= 16), "sixteen together");
    }

    @Test
    void largeFramesDoNotWait() throws Exception {
        String stream = begun("{\"part_seconds\": 60}");
        HttpResponse<String> answer = server.post(stream + "/frames", frame(0, 5 << 20));
        assertEquals(0, TestServer.json(answer.body()).path("waiting").asInt(), answer::body);
        HttpResponse<String> refused = server.post(stream + "/frames", frame(1, 9 << 20));
        assertEquals(400, refused.statusCode());
        assertTrue(refused.body().contains("a frame has at most 8388608"), refused::body);
    }

    @Test
    void aStreamOutlivesWhoeverLooksAtIt() throws Exception {
        String stream = begun("{\"part_seconds\": 0}");
        pushed(stream, 0);
        watcher.failure = new SkillUnavailableException("It is being replaced. Try again.");
        HttpResponse<String> refused = server.post(stream + "/frames", frame(1, 9));
        assertEquals(503, refused.statusCode(), refused::body);
        assertEquals(503, server.post(stream + "/frames", frame(1, 9)).statusCode());
        assertEquals(1, TestServer.json(server.get(stream).body()).path("waiting").asInt());

        FakeWatcher other = new FakeWatcher();
        server.broker.without(watcher).with(LiveWatching.class, other);
        assertEquals(3, pushed(stream, 2).path("tokens").asInt());
        assertEquals(2, other.seen.get(0).size(), "the one that waited, too");
        server.post(stream + "/questions", "{\"question\": \"What?\"}");
        assertEquals(3, other.asked.get(0).memory().tokens());
    }

    static List<MingleException> faultsOfOthers() {
        return List.of(
                new InvalidRequestException("The budget is wrong. Change it."),
                new MemoryRefusedException("Memory is short. Try again.", 2, 1, Map.of()),
                new ConversationTooLongException("It is too long. Shorten it.", 2, 1),
                new SkillUnavailableException("It is gone. Try again."));
    }

    @ParameterizedTest
    @MethodSource("faultsOfOthers")
    void framesOutliveWhatIsNotTheirFault(MingleException fault) throws Exception {
        String stream = begun("{\"part_seconds\": 2}");
        pushed(stream, 0);
        pushed(stream, 1);
        watcher.failure = fault;
        HttpResponse<String> refused = server.post(stream + "/frames", frame(2, 9));
        assertEquals(fault.code(), TestServer.json(refused.body()).at("/error/code").asText());
        String question = "{\"question\": \"What?\"}";
        assertEquals(
                refused.statusCode(), server.post(stream + "/questions", question).statusCode());
        assertEquals(3, TestServer.json(server.get(stream).body()).path("waiting").asInt());

        watcher.failure = null;
        HttpResponse<String> answer = server.post(stream + "/questions", question);
        assertEquals(200, answer.statusCode(), answer::body);
        assertEquals(3, watcher.asked.get(0).memory().tokens());
        assertEquals(List.of(3), watcher.seen.stream().map(List::size).toList());
        assertFalse(TestServer.json(answer.body()).has("warnings"), answer::body);
    }

    @Test
    void framesThatNobodyCanLookAtAreNotPiledUp() throws Exception {
        String stream = begun("{\"part_seconds\": 0}");
        watcher.failure = new SkillUnavailableException("It is gone. Try again.");
        for (int i = 0; i < 140; i++) {
            assertEquals(503, server.post(stream + "/frames", frame(i, 9)).statusCode());
        }
        JsonNode full = TestServer.json(server.get(stream).body());
        assertEquals(128, full.path("waiting").asInt(), full.toString());
        watcher.failure = null;
        JsonNode after = pushed(stream, 200);
        assertEquals(0, after.path("waiting").asInt(), after.toString());
        assertEquals(129, after.path("tokens").asInt(), after.toString());
    }

    @Test
    void bytesThatNobodyCanLookAtAreNotPiledUp() throws Exception {
        String stream = begun("{\"part_seconds\": 0}");
        watcher.failure = new SkillUnavailableException("It is gone. Try again.");
        for (int i = 0; i < 4; i++) {
            assertEquals(503, server.post(stream + "/frames", frame(i, 6 << 20)).statusCode());
        }
        JsonNode full = TestServer.json(server.get(stream).body());
        assertEquals(2, full.path("waiting").asInt(), full.toString());

        String many =
                IntStream.range(0, 3)
                        .mapToObj(it -> frame(9 + it, 6 << 20))
                        .collect(Collectors.joining(",", "{\"frames\": [", "]}"));
        HttpResponse<String> refused = server.post(begun("{}") + "/frames", many);
        assertEquals(400, refused.statusCode(), refused::body);
        assertTrue(refused.body().contains("a push has at most 16777216"), refused::body);
    }

    @ParameterizedTest
    @CsvSource({"1, A picture is damaged.", "2, A picture is too large."})
    void aFrameThatCannotBeReadIsLeftOutWithAWarning(int bytes, String why) throws Exception {
        String stream = begun("{\"part_seconds\": 2}");
        pushed(stream, 0);
        server.post(stream + "/frames", frame(1, bytes));
        JsonNode after = pushed(stream, 2);
        assertEquals(2, after.path("tokens").asInt(), after.toString());
        assertEquals(0, after.path("waiting").asInt(), after.toString());
        assertTrue(
                after.at("/warnings/0").asText().contains("is left out: " + why), after.toString());
    }

    @Test
    void framesThatAreNotLaterArePassedOver() throws Exception {
        String stream = begun("{}");
        pushed(stream, 5);
        for (double again : new double[] {4, 5}) {
            JsonNode state = pushed(stream, again);
            assertEquals(1, state.path("frames").asInt(), state.toString());
            assertTrue(
                    state.at("/warnings/0").asText().startsWith("1 frames were passed over"),
                    state.toString());
        }
        assertEquals(2, pushed(stream, 6).path("frames").asInt());
    }

    @Test
    void aStreamIsListedAndEnded() throws Exception {
        String stream = begun("{}");
        JsonNode list = TestServer.json(server.get(STREAMS).body());
        assertEquals(stream, STREAMS + "/" + list.at("/data/0/id").asText());
        HttpResponse<String> ended = deleted(stream);
        assertTrue(TestServer.json(ended.body()).path("deleted").asBoolean(), ended::body);
        HttpResponse<String> gone = server.get(stream);
        assertEquals(404, gone.statusCode());
        assertTrue(gone.body().contains("stream-not-found"), gone::body);
        assertEquals(404, deleted(STREAMS).statusCode());
    }

    @Test
    void aStreamThatNobodyAsksForEnds() throws Exception {
        String stream = begun("{\"idle_seconds\": 10}");
        String other = begun("{\"idle_seconds\": 3600}");
        server.elapsed.addAndGet(Duration.ofSeconds(9).toNanos());
        assertEquals(200, server.get(stream).statusCode());
        server.elapsed.addAndGet(Duration.ofSeconds(9).toNanos());
        server.videos.sweep();
        assertEquals(2, server.videos.size());
        server.elapsed.addAndGet(Duration.ofSeconds(2).toNanos());
        server.videos.sweep();
        assertEquals(1, server.videos.size());
        assertEquals(404, server.get(stream).statusCode());
        assertEquals(200, server.get(other).statusCode());
    }

    @Test
    void oneMoreStreamIsRefused() throws Exception {
        begun("{}");
        begun("{}");
        HttpResponse<String> refused = server.post(STREAMS, "{}");
        assertEquals(429, refused.statusCode());
        assertTrue(refused.body().contains("too-many-streams"), refused::body);
        assertTrue(refused.headers().firstValue("Retry-After").isPresent());
    }

    @Test
    void keysHaveTheirOwnStreamsAndNeedTheSkill() throws Exception {
        Path keys =
                Files.writeString(
                        folder.resolve("keys"),
                        key("alice", "") + key("bob", "") + key("carol", "skills=grounding"));
        try (TestServer keyed =
                new TestServer(Map.of("videoStreams", 4, "keys", keys.toString()), List.of())) {
            keyed.broker.with(LiveWatching.class, watcher);
            String id =
                    TestServer.json(asked(keyed, "alice", STREAMS, "{}").body())
                            .path("id")
                            .asText();
            String path = STREAMS + "/" + id;
            assertEquals(200, asked(keyed, "alice", path + "/frames", frame(0, 9)).statusCode());
            assertEquals(404, asked(keyed, "bob", path + "/frames", frame(0, 9)).statusCode());
            HttpRequest.Builder gone = keyed.request(path).header("Authorization", "Bearer bob");
            assertEquals(404, keyed.send(gone.DELETE()).statusCode());
            HttpRequest.Builder list = keyed.request(STREAMS).header("Authorization", "Bearer bob");
            assertEquals(0, TestServer.json(keyed.send(list.GET()).body()).path("data").size());
            assertEquals(1, keyed.videos.size());
            assertEquals(403, asked(keyed, "carol", STREAMS, "{}").statusCode());
            assertEquals(401, keyed.post(STREAMS, "{}").statusCode());
        }
    }

    private static String key(String name, String more) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes());
        return "%s sha256:%s %s\n".formatted(name, HexFormat.of().formatHex(digest), more);
    }

    private static HttpResponse<String> asked(
            TestServer server, String key, String path, String body) throws Exception {
        return server.send(
                server.request(path)
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | {\"memory_tokens\": 0} | memory_tokens",
                "'' | {\"idle_seconds\": 9999} | idle_seconds",
                "'' | {\"colour\": 1} | colour",
                "/frames | {\"image_url\": \"data:image/png;base64,AAAA\"} | seconds",
                "/frames | {\"seconds\": 1} | image_url",
                "/frames | {\"seconds\": -1, \"image_url\": \"data:image/png;base64,AAAA\"}"
                        + " | seconds",
                "/frames | {\"seconds\": 1, \"image_url\": \"data:video/mp4;base64,AAAA\"}"
                        + " | image_url",
                "/frames | {\"frames\": []} | frames",
                "/questions | {} | question",
                "/questions | {\"question\": \"x\", \"moment\": \"soon\"} | moment"
            })
    void whatIsWrongInARequestIsNamed(String where, String body, String part) throws Exception {
        String path = where.isEmpty() ? STREAMS : begun("{}") + where;
        HttpResponse<String> refused = server.post(path, body);
        assertEquals(400, refused.statusCode(), refused::body);
        assertEquals(part, TestServer.json(refused.body()).at("/error/param").asText());
    }

    @Test
    void withoutABundleThatWatchesItIsNotImplemented() throws Exception {
        server.bundles = name -> Bundle.UNINSTALLED;
        HttpResponse<String> refused = server.post(STREAMS, "{}");
        assertEquals(501, refused.statusCode());
        assertTrue(refused.body().contains("io.mingle.skill.video"), refused::body);
    }
}
