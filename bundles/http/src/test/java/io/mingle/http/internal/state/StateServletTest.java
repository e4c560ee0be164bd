package io.mingle.http.internal.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.model.InstalledModel;
import io.mingle.api.model.MemoryReport;
import io.mingle.api.model.MemoryUse;
import io.mingle.api.skill.Skill;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.Understanding;
import io.mingle.http.internal.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

@Timeout(60)
class StateServletTest {

    private static final String PATH = "/v1/state";

    @TempDir private Path folder;

    private static JsonNode state(TestServer server) throws Exception {
        HttpResponse<String> response = server.get(PATH);
        assertEquals(200, response.statusCode(), response.body());
        return TestServer.json(response.body());
    }

    private static void await(TestServer server, Predicate<JsonNode> holds) throws Exception {
        while (!holds.test(state(server))) {
            Thread.sleep(10);
        }
    }

    private static String skill(TestServer server) throws Exception {
        return state(server).at("/skills/0/state").asText();
    }

    @Test
    void withoutModelAndCoreItSaysSo() throws Exception {
        try (TestServer server = new TestServer(Map.of(), List.of())) {
            JsonNode state = state(server);
            assertTrue(state.path("model").isNull());
            assertTrue(state.path("memory").isNull());
            assertTrue(state.path("admin").isNull());
            assertEquals(0, state.path("skills").size());
            server.admin = Optional.of("http://127.0.0.1:9");
            assertEquals("http://127.0.0.1:9", state(server).path("admin").asText());
        }
    }

    @Test
    void theLedgerIsAddedUpByBundleAndPurpose() throws Exception {
        try (TestServer server = new TestServer(Map.of(), List.of())) {
            server.broker.with(MemoryReport.class, new Ledger());
            server.broker.with(InstalledModel.class, model("nano"));
            JsonNode state = state(server);
            assertEquals("nano", state.path("model").asText());
            assertEquals(70, state.at("/memory/used").asLong());
            assertEquals(1000, state.at("/memory/limit").asLong());
            assertEquals(
                    TestServer.json(
                            """
                            [{"bundle": "core", "purpose": "mapped", "bytes": 500, "counts": false},
                             {"bundle": "core", "purpose": "cache", "bytes": 70, "counts": true}]
                            """),
                    state.at("/memory/holders"));
        }
    }

    @Test
    void whatIsUnderWayIsCountedUntilItEnds() throws Exception {
        try (TestServer server = new TestServer(Map.of(), List.of())) {
            GenerationChannel<Answer> channel = new GenerationChannel<>();
            server.broker.with(Understanding.class, (asked, options) -> channel);
            CompletableFuture<HttpResponse<String>> answer =
                    CompletableFuture.supplyAsync(() -> ask(server));
            await(server, it -> it.at("/queue/running").asInt() == 1);
            do {
                channel.delta("red ");
            } while (state(server).path("tokens_per_second").asInt() == 0);
            channel.finished(
                    new Answer(channel.text(), FinishReason.STOP, Optional.empty(), List.of()),
                    Usage.NONE,
                    List.of());
            assertEquals(200, answer.join().statusCode());
            await(server, it -> it.at("/queue/running").asInt() == 0);
            assertEquals(0, state(server).at("/queue/waiting").asInt());
        }
    }

    private static HttpResponse<String> ask(TestServer server) {
        try {
            return server.post(
                    "/v1/chat/completions",
                    """
                    {"model": "nano", "messages": [{"role": "user", "content": "What?"}]}
                    """);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSkillIsAvailableThenReplacedThenAbsent() throws Exception {
        Skill skill = new NamedSkill("echo");
        Map<String, Object> impatient = Map.of("patienceMillis", 0L);
        try (TestServer server = new TestServer(Map.of(), List.of("echo"));
                TestServer later = new TestServer(impatient, List.of("echo"))) {
            for (TestServer each : List.of(server, later)) {
                each.broker.with(Skill.class, skill, "name=echo");
                JsonNode listed = state(each).at("/skills/0");
                assertEquals("available", listed.path("state").asText());
                assertEquals("io.mingle.fake", listed.path("bundle").asText());
                assertEquals("1.0.0", listed.path("version").asText());
                each.broker.without(skill);
            }
            server.bundles = name -> Bundle.STOPPING;
            assertEquals("replacing", skill(server));

            server.skills.clear();
            server.bundles = name -> Bundle.RESOLVED;
            assertEquals("replacing", skill(server));
            server.bundles = name -> Bundle.UNINSTALLED;
            assertEquals("absent", skill(server));

            later.skills.clear();
            later.bundles = name -> Bundle.RESOLVED;
            assertEquals("absent", skill(later));
        }
    }

    @Test
    void aSkillThatIsDrainedTakesNoCallsAndOneThatDoesNotStartHasFailed() throws Exception {
        Skill skill = new NamedSkill("echo");
        try (TestServer server = new TestServer(Map.of(), List.of("echo"))) {
            assertEquals("failed", skill(server));
            server.broker.with(Skill.class, skill, "name=echo");
            assertEquals("available", skill(server));
            server.broker.without(skill);
            assertEquals("failed", skill(server));
            server.broker.withLeaving(Skill.class, "io.mingle.fake");
            assertEquals("draining", skill(server));

            server.broker.withLeaving(MemoryReport.class, "core");
            assertEquals("draining", skill(server));
            server.bundles = name -> name.equals("core") ? Bundle.STOPPING : Bundle.ACTIVE;
            assertEquals("replacing", skill(server));
        }
    }

    @Test
    void lookingOnNeedsAKeyAndUsesNothingOfIt() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest("secret".getBytes());
        Path keys =
                Files.writeString(
                        folder.resolve("keys.txt"),
                        "alice sha256:%s per-minute=1 at-a-time=1\n"
                                .formatted(HexFormat.of().formatHex(digest)));
        try (TestServer server = new TestServer(Map.of("keys", keys.toString()), List.of())) {
            assertEquals(401, server.get(PATH).statusCode());
            for (int i = 0; i < 5; i++) {
                assertEquals(200, with("secret", server, PATH));
            }
            assertEquals(200, with("secret", server, "/v1/models"));
            assertEquals(429, with("secret", server, "/v1/models"));
            assertEquals(401, with("guess", server, PATH));
        }
    }

    private static int with(String key, TestServer server, String path) throws Exception {
        return server.send(server.request(path).header("Authorization", "Bearer " + key))
                .statusCode();
    }

    @Test
    void whereAllPlacesAreTakenPeopleStillLookOn() throws Exception {
        try (TestServer server = new TestServer(Map.of("requestsAtATime", 0), List.of())) {
            assertEquals(429, server.get("/v1/models").statusCode());
            assertEquals(200, server.get(PATH).statusCode());
        }
    }

    private static InstalledModel model(String name) {
        return (InstalledModel)
                java.lang.reflect.Proxy.newProxyInstance(
                        StateServletTest.class.getClassLoader(),
                        new Class<?>[] {InstalledModel.class},
                        (proxy, method, arguments) -> name);
    }

    /** Two requests hold caches, and a file is mapped. */
    private static final class Ledger implements MemoryReport {

        @Override
        public List<MemoryUse> uses() {
            return List.of(
                    new MemoryUse("core", MemoryUse.MAPPED, 0, 500),
                    new MemoryUse("core", "cache", 1, 40),
                    new MemoryUse("core", "cache", 2, 30));
        }

        @Override
        public long limit() {
            return 1000;
        }
    }
}
