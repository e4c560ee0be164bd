package io.mingle.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AccessTest {

    private static final String MODELS = "/v1/models";

    @TempDir private Path folder;

    private static String line(String name, String key, String more) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes());
        return "%s sha256:%s %s\n".formatted(name, HexFormat.of().formatHex(digest), more);
    }

    private TestServer serving(String lines, String... skills) throws Exception {
        Path file = Files.writeString(folder.resolve("keys.txt"), lines);
        return new TestServer(Map.of("keys", file.toString()), List.of(skills));
    }

    private static int status(TestServer server, String key) throws Exception {
        return server.send(server.request(MODELS).header("Authorization", "Bearer " + key))
                .statusCode();
    }

    @Test
    void onlyKnownKeysAreLetIn() throws Exception {
        try (TestServer server = serving("# those who may\n" + line("alice", "secret", ""))) {
            HttpResponse<String> without = server.get(MODELS);
            assertEquals(401, without.statusCode());
            assertEquals("Bearer", without.headers().firstValue("WWW-Authenticate").orElse(""));
            assertEquals(
                    "invalid_api_key", TestServer.json(without.body()).at("/error/code").asText());
            assertEquals(401, status(server, "guess"));
            assertEquals(200, status(server, "secret"));
        }
    }

    @Test
    void aKeyIsGoodForSoManyRequestsAMinute() throws Exception {
        try (TestServer server = serving(line("alice", "secret", "per-minute=3"))) {
            for (int i = 0; i < 3; i++) {
                assertEquals(200, status(server, "secret"));
            }
            HttpResponse<String> refused =
                    server.send(server.request(MODELS).header("Authorization", "Bearer secret"));
            assertEquals(429, refused.statusCode());
            // Time goes on while it is asked, so it may be a little less.
            long seconds = refused.headers().firstValueAsLong("Retry-After").orElseThrow();
            assertTrue(seconds > 0 && seconds <= 20, "" + seconds);
        }
    }

    @Test
    void aChangedFileHoldsForTheNextRequest() throws Exception {
        try (TestServer server = serving(line("alice", "secret", ""))) {
            Path file = folder.resolve("keys.txt");
            Files.writeString(file, line("bob", "other", ""));
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
            assertEquals(401, status(server, "secret"));
            assertEquals(200, status(server, "other"));
        }
    }

    @Test
    void aFileThatMakesNoSenseLetsNobodyInAndTellsStrangersNothing() throws Exception {
        try (TestServer server = serving("alice my-plain-secret\n")) {
            HttpResponse<String> response = server.get(MODELS);
            assertEquals(503, response.statusCode());
            assertFalse(response.body().contains("my-plain-secret"), response.body());
            assertFalse(response.body().contains(folder.toString()), response.body());
            Files.delete(folder.resolve("keys.txt"));
            assertEquals(503, status(server, "secret"));
            Files.writeString(folder.resolve("keys.txt"), line("alice", "secret", ""));
            assertEquals(200, status(server, "secret"));
        }
    }

    /** Whoever opened it would wait for a writer. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPipeInPlaceOfTheFileLetsNobodyInAndHoldsNobodyUp() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        try (TestServer server = new TestServer(Map.of("keys", pipe.toString()), List.of())) {
            assertEquals(503, status(server, "secret"));
            Files.delete(pipe);
            Files.writeString(pipe, line("alice", "secret", ""));
            assertEquals(200, status(server, "secret"));
        }
    }

    @Test
    void aKeyMayBeGoodForSomeSkillsOnly() throws Exception {
        try (TestServer server = serving(line("alice", "secret", "skills=echo"), "echo", "other")) {
            server.broker
                    .with(Skill.class, new Echo("echo"), "name=echo")
                    .with(Skill.class, new Echo("other"), "name=other");
            assertEquals(200, call(server, "echo").statusCode());
            assertEquals(403, call(server, "other").statusCode());
            assertEquals(403, call(server, "/v1/chat/completions", "{}").statusCode());
        }
    }

    private static HttpResponse<String> call(TestServer server, String skill) throws Exception {
        return call(server, "/v1/skills/" + skill, "{\"text\": \"hello\"}");
    }

    private static HttpResponse<String> call(TestServer server, String path, String body)
            throws IOException, InterruptedException {
        return server.send(
                server.request(path)
                        .header("Authorization", "Bearer secret")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void anAdminKeyCallsNothing() throws Exception {
        try (TestServer server = serving(line("root", "secret", "admin"))) {
            HttpResponse<String> refused =
                    server.send(server.request(MODELS).header("Authorization", "Bearer secret"));
            assertEquals(401, refused.statusCode());
            assertTrue(refused.body().contains("This is an admin key"), refused.body());
        }
    }

    @Test
    void pagesOfOtherOriginsAreKeptOut() throws Exception {
        try (TestServer server = new TestServer(Map.of(), List.of())) {
            HttpRequest.Builder page =
                    server.request(MODELS).header("Origin", "https://example.com");
            assertEquals(403, server.send(page).statusCode());
            HttpRequest.Builder own =
                    server.request(MODELS).header("Origin", "http://127.0.0.1:" + server.port());
            assertEquals(200, server.send(own).statusCode());
            HttpRequest.Builder form =
                    server.request("/v1/chat/completions")
                            .header("Content-Type", "text/plain")
                            .POST(HttpRequest.BodyPublishers.ofString("{}"));
            assertEquals(415, server.send(form).statusCode());
        }
    }

    @Test
    void aForeignNameOfThisMachineIsRefusedWhereNoKeyIsAskedFor() throws Exception {
        try (TestServer server = new TestServer(Map.of(), List.of());
                java.net.Socket socket = new java.net.Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write("GET /v1/models HTTP/1.0\r\nHost: rebound.example\r\n\r\n".getBytes());
            String answer = new String(socket.getInputStream().readAllBytes());
            assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
        }
    }

    /** Says what it was told. */
    private record Echo(String name) implements Skill {

        @Override
        public SkillDescription description() {
            String schema =
                    "{\"type\": \"object\", \"properties\": {\"text\": {\"type\": \"string\"}}}";
            return new SkillDescription(name, "1.0", "Echoes.", schema, SkillDescription.TEXT);
        }

        @Override
        public Generation<SkillResult> invoke(SkillRequest request) {
            GenerationChannel<SkillResult> channel = new GenerationChannel<>();
            channel.finished(
                    SkillResult.text((String) request.arguments().get("text")),
                    Usage.NONE,
                    List.of());
            return channel;
        }
    }
}
