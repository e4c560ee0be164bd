package io.mingle.http.internal.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.gui.ActOptions;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.ActionKind;
import io.mingle.api.gui.AgentRun;
import io.mingle.api.gui.AgentStep;
import io.mingle.api.gui.Confirmation;
import io.mingle.api.gui.Direction;
import io.mingle.api.gui.GuiAgent;
import io.mingle.api.gui.Key;
import io.mingle.api.gui.Point;
import io.mingle.api.gui.Recording;
import io.mingle.http.internal.TestServer;
import io.mingle.trust.Audit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class AgentRunsTest {

    private static final String RUNS = "/v1/agents/runs";

    @TempDir private Path folder;

    private final FakeAgent agent = new FakeAgent();
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(Map.of("admins", key("root", "secret", "admin")), List.of());
        server.broker.with(GuiAgent.class, agent);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private String key(String name, String key, String more) throws Exception {
        String digest =
                HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes()));
        return Files.writeString(
                        folder.resolve(name), name + " sha256:" + digest + " " + more + "\n")
                .toString();
    }

    private CompletableFuture<HttpResponse<String>> later(String path, String body) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return server.post(path, body);
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                });
    }

    private HttpResponse<String> asAdmin(String path, String body) throws Exception {
        return server.send(
                server.request(path)
                        .header("Authorization", "Bearer secret")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Waits until a run asks somebody, and returns it. */
    private JsonNode asking() throws Exception {
        while (true) {
            JsonNode data = TestServer.json(server.get(RUNS).body()).path("data");
            if (data.path(0).path("status").asText().equals("waiting_for_approval")) {
                return data.get(0);
            }
            Thread.sleep(10);
        }
    }

    @Test
    void aRunIsAnsweredWhole() throws Exception {
        HttpResponse<String> answer =
                server.post(
                        RUNS,
                        """
                        {"goal": "Free", "device": "sim:7", "max_steps": 4, "confirm": "all",
                         "dry_run": false, "allow_apps": ["Clock"], "allow_kinds": ["tap", "done"],
                         "approval_seconds": 9}
                        """);
        assertEquals(200, answer.statusCode(), answer::body);
        JsonNode run = TestServer.json(answer.body());
        assertEquals("success", run.path("end").asText());
        assertEquals("completed", run.path("status").asText());
        assertEquals("tap", run.at("/steps/0/action/kind").asText());
        assertEquals(0.25, run.at("/steps/0/action/y").asDouble());
        assertEquals("done", run.at("/steps/0/outcome").asText());
        ActOptions given = agent.options.get(0);
        assertEquals("sim:7", given.device());
        assertEquals(4, given.maxSteps());
        assertEquals(Confirmation.ALL, given.confirmation());
        assertEquals(Set.of("Clock"), given.apps());
        assertTrue(given.kinds().containsAll(Set.of(ActionKind.TAP, ActionKind.DONE)));
        assertFalse(given.kinds().contains(ActionKind.SCROLL));
        assertEquals(Duration.ofSeconds(9), given.approvalLimit());
        assertEquals(0, TestServer.json(server.get(RUNS).body()).path("data").size());
    }

    @Test
    void aRunIsSentAsItComes() throws Exception {
        HttpResponse<String> stream = server.post(RUNS, "{\"goal\": \"Free\", \"stream\": true}");
        List<String> kinds =
                stream.body()
                        .lines()
                        .filter(it -> it.startsWith("event: "))
                        .map(it -> it.substring("event: agent.run.".length()))
                        .toList();
        assertEquals(List.of("created", "observed", "thought", "acted", "completed"), kinds);
        assertTrue(stream.body().contains("data:image/png;base64,"), stream::body);
        assertFalse(
                server.post(RUNS, "{\"goal\": \"Free\", \"stream\": true, \"screens\": false}")
                        .body()
                        .contains("base64"));
        agent.picture = Arrays.copyOf(agent.picture, RunJson.MOST_SCREEN + 1);
        String large = server.post(RUNS, "{\"goal\": \"Free\", \"stream\": true}").body();
        assertFalse(large.contains("base64"));
        assertTrue(large.contains("\"bytes\":4194305"), large);
    }

    @Test
    void aPersonAgreesOrRefusesByTheNumberOfTheRun() throws Exception {
        for (String word : List.of("approve", "refuse")) {
            CompletableFuture<HttpResponse<String>> answer = later(RUNS, "{\"goal\": \"Pay\"}");
            JsonNode run = asking();
            String path = RUNS + "/" + run.path("id").asText();
            assertEquals("It may spend money.", run.at("/approval/reason").asText());
            assertEquals(run.path("id"), TestServer.json(server.get(path).body()).path("id"));
            HttpResponse<String> other = server.post(path + "/approve", "{\"question\": 2}");
            assertEquals(409, other.statusCode(), other::body);
            assertEquals(400, server.post(path + "/" + word, "{}").statusCode());
            assertEquals(200, server.post(path + "/" + word, "{\"question\": 1}").statusCode());
            assertEquals(
                    word.equals("approve") ? "success" : "refused",
                    TestServer.json(answer.get(60, TimeUnit.SECONDS).body()).path("end").asText());
            assertEquals(404, server.post(path + "/approve", "{\"question\": 1}").statusCode());
        }
    }

    @Test
    void aRunIsStopped() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = later(RUNS, "{\"goal\": \"Pay\"}");
        String path = RUNS + "/" + asking().path("id").asText();
        assertEquals(200, server.post(path + "/cancel", "{}").statusCode());
        HttpResponse<String> ended = answer.get(60, TimeUnit.SECONDS);
        assertEquals(
                "cancelled", TestServer.json(ended.body()).at("/error/code").asText(), ended::body);
        assertEquals(404, server.get(path).statusCode());
    }

    @Test
    void aRunIsStoppedBeforeItHasBegun() {
        GenerationChannel<AgentRun> never = new GenerationChannel<>();
        RunUnderWay run = new RunUnderWay("Free", "sim", "me");
        run.cancel();
        run.begun(never);
        assertTrue(never.isCancelled());
    }

    @Test
    void whatIsRealIsActedOnByTheAdminServerAlone() throws Exception {
        for (String device : List.of("adb:x", "web:http://localhost/", "simulator", "SIM")) {
            HttpResponse<String> refused =
                    server.post(RUNS, "{\"goal\": \"Free\", \"device\": \"" + device + "\"}");
            assertEquals(403, refused.statusCode(), device);
            assertTrue(refused.body().contains("device-refused"), refused::body);
        }
        assertEquals(List.of(), agent.options);
        String body = "{\"goal\": \"Free\", \"device\": \"adb:x\"}";
        assertEquals(401, server.post("/admin/agents/runs", body).statusCode());
        HttpResponse<String> answer = asAdmin("/admin/agents/runs", body);
        assertEquals(200, answer.statusCode(), answer::body);
        assertEquals("adb:x", agent.options.get(0).device());
    }

    @Test
    void anAdminSeesAndStopsTheRunsOfAll() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = later(RUNS, "{\"goal\": \"Pay\"}");
        String id = asking().path("id").asText();
        HttpResponse<String> list =
                server.send(
                        server.request("/admin/agents/runs")
                                .header("Authorization", "Bearer secret"));
        assertEquals(id, TestServer.json(list.body()).at("/data/0/id").asText(), list::body);
        HttpResponse<String> refused =
                asAdmin("/admin/agents/runs/" + id + "/refuse", "{\"question\": 1}");
        assertEquals(200, refused.statusCode(), refused::body);
        assertEquals(
                "refused",
                TestServer.json(answer.get(60, TimeUnit.SECONDS).body()).path("end").asText());
    }

    @Test
    void whatAnAdminSaysOfARunIsAudited() throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        List<String> ids = new ArrayList<>();
        try {
            for (String word : List.of("approve", "refuse", "cancel")) {
                CompletableFuture<HttpResponse<String>> answer = later(RUNS, "{\"goal\": \"Pay\"}");
                ids.add(asking().path("id").asText());
                String path = "/admin/agents/runs/" + ids.get(ids.size() - 1) + "/" + word;
                if (!word.equals("cancel")) {
                    assertEquals(409, asAdmin(path, "{\"question\": 2}").statusCode());
                }
                assertEquals(200, asAdmin(path, "{\"question\": 1}").statusCode());
                answer.get(60, TimeUnit.SECONDS);
            }
        } finally {
            System.setErr(before);
        }
        List<String> lines =
                said.toString(StandardCharsets.UTF_8)
                        .lines()
                        .filter(it -> it.contains(Audit.LOGGER))
                        .map(it -> it.replaceAll(".* - |, req_.*", ""))
                        .toList();
        assertEquals(
                List.of(
                        "approved an action of: %s on sim, by the key 'root'".formatted(ids.get(0)),
                        "refused an action of: %s on sim, by the key 'root'".formatted(ids.get(1)),
                        "stopped: %s on sim, by the key 'root'".formatted(ids.get(2))),
                lines);
    }

    @Test
    void aRunIsGoneOnWithFromTheStepsThatWereSent() throws Exception {
        String whole = server.post(RUNS, "{\"goal\": \"Free\"}").body();
        String steps = TestServer.json(whole).path("steps").toString();
        String every =
                """
                {"step": 2, "action": {"kind": "swipe", "x": 0.1, "y": 0.2, "to_x": 0.3, "to_y": 0},
                 "outcome": "failed", "note": "No."},
                {"action": {"kind": "scroll", "direction": "down"}, "outcome": "done"},
                {"action": {"kind": "type", "text": "a"}, "outcome": "done"},
                {"action": {"kind": "press", "key": "back"}, "outcome": "done"},
                {"action": {"kind": "open_app", "name": "Shop"}, "outcome": "done"},
                {"action": {"kind": "select", "x": 0, "y": 1, "option": "b"}, "outcome": "done"},
                {"action": {"kind": "wait", "words": "wait"}, "outcome": "done"}\
                """;
        String resume = steps.substring(0, steps.length() - 1) + "," + every + "]";
        HttpResponse<String> answer =
                server.post(RUNS, "{\"goal\": \"Free\", \"resume\": " + resume + "}");
        assertEquals(200, answer.statusCode(), answer::body);
        Recording recording = agent.resumed.get(0);
        assertEquals("Free", recording.goal());
        assertEquals("There.", recording.steps().get(0).thought());
        assertEquals(AgentStep.Outcome.FAILED, recording.steps().get(1).outcome());
        assertEquals("No.", recording.steps().get(1).note());
        assertEquals(
                List.of(
                        new Action.Tap(new Point(0.5, 0.25)),
                        new Action.Swipe(new Point(0.1, 0.2), new Point(0.3, 0)),
                        new Action.Scroll(Direction.DOWN),
                        new Action.Type("a"),
                        new Action.Press(Key.BACK),
                        new Action.OpenApp("Shop"),
                        new Action.Select(new Point(0, 1), "b"),
                        new Action.Wait()),
                recording.steps().stream().map(it -> it.action().orElseThrow()).toList());
        String many = "{\"outcome\": \"done\"},".repeat(100) + "{\"outcome\": \"done\"}";
        HttpResponse<String> refused =
                server.post(RUNS, "{\"goal\": \"Free\", \"resume\": [" + many + "]}");
        assertEquals(400, refused.statusCode());
        assertTrue(refused.body().contains("'resume' has 101 steps"), refused::body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | goal",
                "{\"goal\": 7} | goal",
                "{\"goal\": \"x\", \"max_steps\": 101} | max_steps",
                "{\"goal\": \"x\", \"confirm\": \"some\"} | confirm",
                "{\"goal\": \"x\", \"allow_apps\": [1]} | allow_apps",
                "{\"goal\": \"x\", \"allow_kinds\": [\"fly\"]} | allow_kinds",
                "{\"goal\": \"x\", \"approval_seconds\": 9999} | approval_seconds",
                "{\"goal\": \"x\", \"resume\": 1} | resume",
                "{\"goal\": \"x\", \"resume\": [{}]} | resume[0].outcome",
                "{\"goal\": \"x\", \"resume\": [{\"outcome\": \"x\"}]} | resume[0].outcome",
                "{\"goal\": \"x\", \"resume\": [{\"outcome\": \"done\", \"action\":"
                        + " {\"kind\": \"tap\", \"x\": 2}}]} | resume[0].action.x",
                "{\"goal\": \"x\", \"colour\": 1} | colour"
            })
    void whatIsWrongInARequestIsNamed(String body, String part) throws Exception {
        HttpResponse<String> refused = server.post(RUNS, body);
        assertEquals(400, refused.statusCode(), refused::body);
        assertEquals(part, TestServer.json(refused.body()).at("/error/param").asText());
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        assertEquals(404, server.get(RUNS + "/run_0").statusCode());
        assertEquals(404, server.post(RUNS + "/run_0/approve", "{\"question\": 1}").statusCode());
        assertEquals(404, server.get(RUNS + "/a/b/c").statusCode());
    }
}
