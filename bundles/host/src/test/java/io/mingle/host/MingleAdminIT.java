package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The admin server of {@code mingle serve}, beside the one for clients. */
@Timeout(300)
class MingleAdminIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private static Path folder;
    private static ServedMingle served;
    private static String admin;
    private static String client;
    private static URI skills;

    @BeforeAll
    static void serve() throws Exception {
        admin = key("root", "--admin");
        client = key("alice");
        served = new ServedMingle(folder, "--keys", "keys.txt", "--admin-port", "0", "--verbose");
        skills = served.adminAddress().resolve("admin/skills");
    }

    private static String key(String... arguments) throws Exception {
        String[] all = new String[arguments.length + 1];
        all[0] = "key";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return "Bearer " + MingleProcess.run(folder, all).out().strip();
    }

    @AfterAll
    static void kill() {
        if (served != null) {
            served.close();
        }
    }

    private static URI skill(String rest) {
        return URI.create(skills + "/" + rest);
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }

    private static String code(HttpResponse<String> answer) throws Exception {
        return answer.statusCode() + " " + json(answer).at("/error/code").asText();
    }

    @Test
    void onlyAnAdminKeyOpensItAndItOpensNothingElse() throws Exception {
        assertEquals("401 invalid_api_key", code(served.get(skills)));
        assertEquals("401 invalid_api_key", code(served.get(skills, "Authorization", client)));
        assertEquals(200, served.get(skills, "Authorization", admin).statusCode());
        URI models = served.address().resolve("v1/models");
        assertEquals("401 invalid_api_key", code(served.get(models, "Authorization", admin)));
        assertEquals(200, served.get(models, "Authorization", client).statusCode());
    }

    @Test
    void eachServerHasItsOwnPartAlone() throws Exception {
        URI other = served.address().resolve("admin/skills");
        assertEquals(404, served.get(other, "Authorization", admin).statusCode());
        assertEquals(404, served.get(other, "Authorization", client).statusCode());
        for (String path : new String[] {"v1/models", "v1/skills", "", "v1/chat/completions"}) {
            URI there = served.adminAddress().resolve(path);
            assertEquals(404, served.get(there, "Authorization", client).statusCode(), path);
            assertEquals(404, served.get(there, "Authorization", admin).statusCode(), path);
        }
    }

    @Test
    void noPathLeadsFromTheAdminServerIntoTheOther() throws Exception {
        for (String path :
                new String[] {
                    "health/../v1/models",
                    "admin/../v1/models",
                    "health/../playground/app.js",
                    "metrics/../v1/models",
                    "metricsx"
                }) {
            URI there = URI.create(served.adminAddress() + path);
            HttpResponse<String> refused = served.get(there, "Authorization", client);
            assertEquals("404 not-found", code(refused), path);
            assertTrue(refused.body().contains("of the admin server"), refused.body());
        }
        served.await("- GET /\\* 404 not-found");
        URI dotted = URI.create(served.adminAddress() + "health/../admin/skills");
        assertEquals(200, served.get(dotted, "Authorization", admin).statusCode());
    }

    @Test
    void aSkillIsReplacedByItsOwnJarAndItIsRecordedWhoAsked() throws Exception {
        HttpResponse<String> done =
                served.post(skill("grounding/swap"), "", "Authorization", admin);
        assertEquals(200, done.statusCode(), done.body());
        assertEquals("SWAPPED", json(done).path("outcome").asText());
        assertEquals("io.mingle.vision", json(done).path("bundle").asText());
        served.await("audit: asked to swap: io.mingle.vision, by the key 'root', req_");
        served.await("audit: updated: io.mingle.vision .*, by the admin server, sha256:");
        JsonNode list = json(served.get(skills, "Authorization", admin));
        assertEquals("io.mingle.vision", list.at("/history/0/bundle").asText());
        assertTrue(
                list.at("/data").findValuesAsText("name").contains("grounding"), list.toString());
        assertEquals(200, served.chat("", "Authorization", client).statusCode());
    }

    @Test
    void aStreamOfVideoLosesNothingWhenTheSkillIsReplaced() throws Exception {
        String[] headers = {"Authorization", client, "Content-Type", "application/json"};
        URI streams = served.address().resolve("v1/videos/streams");
        HttpResponse<String> begun = served.post(streams, "{\"part_seconds\": 2}", headers);
        assertEquals(200, begun.statusCode(), begun.body());
        String stream = streams + "/" + json(begun).path("id").asText();
        for (int i = 0; i < 7; i++) {
            if (i == 4) {
                URI swap = skill("io.mingle.skill.video/swap");
                HttpResponse<String> done = served.post(swap, "", "Authorization", admin);
                assertEquals("SWAPPED", json(done).path("outcome").asText(), done.body());
            }
            String frame =
                    "{\"seconds\": %s, \"image_url\": \"data:image/png;base64,%s\"}"
                            .formatted(i, NanoQuestions.picture());
            HttpResponse<String> pushed =
                    served.post(URI.create(stream + "/frames"), frame, headers);
            assertEquals(200, pushed.statusCode(), pushed.body());
        }
        String question = "{\"question\": \"%s\", \"max_tokens\": 8}".formatted(NanoQuestions.READ);
        HttpResponse<String> answer =
                served.post(URI.create(stream + "/questions"), question, headers);
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(6.0, json(answer).path("seconds").asDouble(), answer.body());
        // Three, three more, and the last one, which was looked at for the question.
        JsonNode state = json(served.get(URI.create(stream), "Authorization", client));
        assertEquals(3, state.path("parts").asInt(), state.toString());
        assertTrue(state.path("tokens").asInt() > 0, state.toString());
        HttpResponse<String> ended =
                served.send("DELETE", URI.create(stream), null, "Authorization", client);
        assertTrue(json(ended).path("deleted").asBoolean(), ended.body());
    }

    @Test
    void aDrainedSkillIsLedCallsAgainWhenItIsResumed() throws Exception {
        HttpResponse<String> drained =
                served.post(skill("io.mingle.audio/drain"), "", "Authorization", admin);
        assertEquals(0, json(drained).path("calls_left").asInt(-1), drained.body());
        HttpResponse<String> resumed =
                served.post(skill("io.mingle.audio/resume"), "", "Authorization", admin);
        assertEquals(200, resumed.statusCode(), resumed.body());
        served.await("audit: drained: io.mingle.audio");
        served.await("audit: resumed: io.mingle.audio");
    }

    @Test
    void aJarThatIsNotTrustedTakesTheHostsPlaceNowhere() throws Exception {
        assertEquals("403 jar-refused", code(sent("io.mingle.vision", "9.0.0")));
        assertEquals("400 invalid-request", code(sent("example.other", "9.0.0")));
        assertFalse(json(served.get(skills, "Authorization", admin)).toString().contains("9.0.0"));
        HttpResponse<String> text =
                served.post(
                        skill("grounding/swap"),
                        "no jar",
                        "Authorization",
                        admin,
                        "Content-Type",
                        "text/plain");
        assertEquals("415 unsupported-media-type", code(text));
        HttpResponse<String> nothing =
                served.post(skill("nothing/swap"), "", "Authorization", admin);
        assertEquals("404 skill-not-found", code(nothing));
        assertTrue(nothing.body().contains("grounding"), nothing.body());
    }

    @Test
    void aJarThatDoesNotComeWholeIsRefusedAndRecordedAsRefused() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", skills.getPort())) {
            socket.getOutputStream()
                    .write(
                            ("POST /admin/skills/grounding/swap HTTP/1.1\r\n"
                                            + "Host: localhost\r\n"
                                            + "Authorization: %s\r\n"
                                            + "Content-Type: application/java-archive\r\n"
                                            + "Content-Length: 1000\r\n\r\n"
                                            + "PK")
                                    .formatted(admin)
                                    .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 408"), answer);
            assertTrue(answer.contains("\"body-incomplete\""), answer);
        }
        served.await("root POST /admin/skills/\\* 408 body-incomplete");
    }

    private static HttpResponse<String> sent(String name, String version) throws Exception {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", version);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(skill("grounding/swap"))
                                .header("Authorization", admin)
                                .header("Content-Type", "application/java-archive")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void thePageOfTheMainServerMayCallAndNoOther() throws Exception {
        String page = served.address().toString().replaceFirst("/$", "");
        HttpResponse<String> asked = preflight(page);
        assertEquals(204, asked.statusCode());
        assertEquals(page, asked.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
        String local = page.replace("127.0.0.1", "localhost");
        assertEquals(204, preflight(local).statusCode());
        HttpResponse<String> called = served.get(skills, "Authorization", admin, "Origin", local);
        assertEquals(200, called.statusCode());
        assertEquals(local, called.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
        for (String foreign : new String[] {"https://example.com", "http://127.0.0.1:1", "null"}) {
            HttpResponse<String> refused = preflight(foreign);
            assertEquals("403 origin-refused", code(refused), foreign);
            assertTrue(
                    refused.headers().firstValue("Access-Control-Allow-Origin").isEmpty(), foreign);
        }
    }

    private static HttpResponse<String> preflight(String origin) throws Exception {
        return served.send(
                "OPTIONS",
                skill("grounding/swap"),
                null,
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization");
    }
}
