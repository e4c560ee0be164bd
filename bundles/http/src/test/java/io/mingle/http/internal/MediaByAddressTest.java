package io.mingle.http.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Video;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.testkit.Answers;
import io.mingle.http.internal.remote.MediaHost;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Media that requests name by address, at all places where they may. */
@Timeout(60)
class MediaByAddressTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String RESPONSES = "/v1/responses";
    private static final byte[] BYTES = {5, 6, 7};

    private final List<Content> asked = new CopyOnWriteArrayList<>();
    private MediaHost host;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        host = new MediaHost();
        host.with("/b.png", "image/png", BYTES);
        host.with("/b.wav", "audio/wav", BYTES);
        host.with("/b.mp4", "video/mp4; codecs=avc1", BYTES);
        server = serving(Map.of("allowedHosts", new String[] {"a.example", host.literal()}));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        host.close();
    }

    private TestServer serving(Map<String, Object> settings) throws Exception {
        TestServer made = new TestServer(settings, List.of("look"));
        made.broker
                .with(
                        Understanding.class,
                        (conversation, how) -> {
                            asked.addAll(conversation.content());
                            return Answers.of("A red cat");
                        })
                .with(Skill.class, new Look(), "name=look");
        return made;
    }

    private String at(String path) {
        return "http://" + host.literal() + path;
    }

    private static String chat(String... parts) {
        return "{\"model\": \"nano\", \"messages\": [{\"role\": \"user\", \"content\": [%s]}]}"
                .formatted(String.join(", ", parts));
    }

    private static String response(String... parts) {
        return "{\"model\": \"nano\", \"input\": [{\"role\": \"user\", \"content\": [%s]}]}"
                .formatted(String.join(", ", parts));
    }

    private static String part(String type, String field, String url) {
        return "{\"type\": \"%s\", \"%s\": %s}".formatted(type, field, url);
    }

    private static String quoted(String url) {
        return "\"" + url + "\"";
    }

    private static String nested(String url) {
        return "{\"url\": \"" + url + "\"}";
    }

    @Test
    void aChatHasPicturesSoundsAndVideosByAddress() throws Exception {
        HttpResponse<String> answer =
                server.post(
                        CHAT,
                        chat(
                                part("image_url", "image_url", nested(at("/b.png"))),
                                part("audio_url", "audio_url", nested(at("/b.wav"))),
                                part("video_url", "video_url", quoted(at("/b.mp4")))));
        assertEquals(200, answer.statusCode(), answer.body());
        assertArrayEquals(BYTES, ((Picture) asked.get(0)).bytes());
        assertArrayEquals(BYTES, ((Sound) asked.get(1)).bytes());
        assertTrue(asked.get(2) instanceof Video);
        assertEquals(3, host.asked.size());
    }

    @Test
    void aResponseHasPicturesAndFilesByAddress() throws Exception {
        HttpResponse<String> answer =
                server.post(
                        RESPONSES,
                        response(
                                part("input_image", "image_url", quoted(at("/b.png"))),
                                part("input_file", "file_url", quoted(at("/b.wav")))));
        assertEquals(200, answer.statusCode(), answer.body());
        assertArrayEquals(BYTES, ((Picture) asked.get(0)).bytes());
        assertArrayEquals(BYTES, ((Sound) asked.get(1)).bytes());
    }

    @Test
    void aSkillHasMediaByAddressAndTextsAsTheyAre() throws Exception {
        HttpResponse<String> answer =
                server.post(
                        "/v1/skills/look",
                        "{\"picture\": \"%s\", \"text\": \"%s\"}"
                                .formatted(at("/b.png"), at("/b.wav")));
        assertEquals(200, answer.statusCode(), answer.body());
        assertArrayEquals(BYTES, ((Picture) asked.get(0)).bytes());
        assertEquals(1, host.asked.size());
        JsonNode refused =
                error(server, "/v1/skills/look", "{\"picture\": \"http://b.example/a.png\"}");
        assertEquals("remote-url-refused", refused.path("code").asText());
        refused = error(server, "/v1/skills/look", "{\"picture\": \"/etc/passwd\"}");
        assertEquals("invalid-request", refused.path("code").asText());
    }

    @Test
    void whatIsNotAllowedIsRefusedInTheShapeThatClientsRead() throws Exception {
        String body = chat(part("image_url", "image_url", nested("https://b.example/a.png")));
        JsonNode refused = error(server, CHAT, body);
        assertEquals("remote-url-refused", refused.path("code").asText());
        assertEquals("invalid_request_error", refused.path("type").asText());
        assertEquals("messages[0].content[0].image_url.url", refused.path("param").asText());
        body = response(part("input_image", "image_url", quoted(at("/b.wav"))));
        JsonNode failed = error(server, RESPONSES, body);
        assertEquals("remote-url-failed", failed.path("code").asText());
        assertEquals("input[0].content[0].image_url", failed.path("param").asText());
        assertEquals(List.of(), asked);
    }

    @Test
    void otherSchemesAreNoAddresses() throws Exception {
        for (String url : List.of("file:///etc/passwd", "ftp://a.example/a.png", "/etc/passwd")) {
            JsonNode refused =
                    error(server, CHAT, chat(part("image_url", "image_url", nested(url))));
            assertEquals("invalid-request", refused.path("code").asText());
        }
    }

    /** The body has less than 1,024 bytes, and what it names has as many. */
    @Test
    void theBodyAndWhatItNamesAreBoundedTogether() throws Exception {
        host.with("/large.png", "image/png", new byte[1024]);
        String body = chat(part("image_url", "image_url", nested(at("/large.png"))));
        String[] allowed = {host.literal()};
        try (TestServer small = serving(Map.of("allowedHosts", allowed, "largestRequest", 1024L))) {
            assertEquals("content-too-large", error(small, CHAT, body).path("code").asText());
        }
        try (TestServer full = serving(Map.of("allowedHosts", allowed, "bodiesTogether", 1024L))) {
            HttpResponse<String> refused = full.post(CHAT, body);
            assertEquals(429, refused.statusCode());
            assertEquals("1", refused.headers().firstValue("Retry-After").orElse(""));
            String fits =
                    chat(
                            part("image_url", "image_url", nested(at("/b.png"))),
                            part("text", "text", quoted("What?")));
            HttpResponse<String> answer;
            do {
                // The room is free an instant after the one before has been refused.
                answer = full.post(CHAT, fits);
            } while (answer.statusCode() == 429);
            assertEquals(200, answer.statusCode(), answer.body());
        }
    }

    private static JsonNode error(TestServer server, String path, String body) throws Exception {
        HttpResponse<String> refused = server.post(path, body);
        assertTrue(refused.statusCode() >= 400, refused.body());
        return TestServer.json(refused.body()).path("error");
    }

    /** Takes a picture, and a text that is one. */
    private final class Look implements Skill {

        @Override
        public SkillDescription description() {
            return new SkillDescription(
                    "look",
                    "1.0",
                    "Looks.",
                    "{\"type\": \"object\", \"properties\": {\"picture\": {\"type\": \"string\","
                            + " \"contentMediaType\": \"image/*\"}, \"text\": {\"type\":"
                            + " \"string\"}}}",
                    SkillDescription.TEXT);
        }

        @Override
        public Generation<SkillResult> invoke(SkillRequest request) {
            asked.add((Content) request.arguments().get("picture"));
            GenerationChannel<SkillResult> channel = new GenerationChannel<>();
            channel.finished(new SkillResult(Map.of("text", "seen")), Usage.NONE);
            return channel;
        }
    }
}
