package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What those see who operate {@code mingle serve}: health, figures, the log, TLS. */
@Timeout(300)
class MingleOperationsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "xylophone";

    @TempDir private Path folder;

    private static HttpResponse<String> get(ServedMingle served, String path) throws Exception {
        return served.get(served.address().resolve(path));
    }

    @Test
    void healthAndFiguresAreThereAndTheLogSaysNothingOfWhatWasAsked() throws Exception {
        Path log = folder.resolve("logs/mingle.log");
        try (ServedMingle served =
                new ServedMingle(folder, "--log", "json", "--log-file", log.toString())) {
            HttpResponse<String> live = get(served, "health/live");
            assertEquals(200, live.statusCode(), live.body());
            assertEquals("OK", JSON.readTree(live.body()).path("status").asText());
            HttpResponse<String> ready = get(served, "health/ready");
            assertEquals(200, ready.statusCode(), ready.body());
            assertEquals("model", JSON.readTree(ready.body()).at("/checks/0/name").asText());
            assertEquals(200, get(served, "health/skills/grounding").statusCode());
            assertEquals(404, get(served, "health/skills/nothing").statusCode());
            assertEquals(404, get(served, "health/model").statusCode());

            HttpResponse<String> answer =
                    served.chat(", \"stream\": true, \"user\": \"" + SECRET + "\"");
            assertTrue(answer.statusCode() == 200 || answer.statusCode() == 400, answer.body());
            assertEquals(200, served.chat("").statusCode());
            assertEquals(404, get(served, "v1/" + SECRET).statusCode());

            String figures = get(served, "metrics").body();
            for (String name :
                    List.of(
                            "gen_ai_server_time_to_first_token_seconds_count{",
                            "gen_ai_server_time_per_output_token_seconds_bucket{",
                            "gen_ai_server_request_duration_seconds_count{",
                            "gen_ai_client_token_usage_tokens_sum{",
                            "mingle_audio_seconds_total{",
                            "http_server_request_duration_seconds_count{",
                            "mingle_queue_duration_seconds_count{",
                            "mingle_memory_held_bytes{bundle=\"io.mingle.core\"",
                            "mingle_memory_limit",
                            "mingle_swaps_total{outcome=\"SWAPPED\"}",
                            "jvm_memory_used_bytes{")) {
                assertTrue(figures.contains(name), name + " in " + figures);
            }
            assertFalse(figures.contains(SECRET), figures);

            JsonNode line = access(log, "/v1/chat/completions");
            assertEquals(200, line.path("status").asInt(), line.toString());
            assertEquals("POST", line.path("method").asText());
            assertTrue(line.path("request").asText().startsWith("req_"));
            assertTrue(line.path("written").asLong() > 0);
            access(log, "/v1/*");
            String all = Files.readString(log);
            assertFalse(all.contains(SECRET), all);
            assertFalse(all.contains("shapes"), all);
        }
    }

    @Test
    void aProgramThatReadsTheLogGetsObjectsAlone() throws Exception {
        try (ServedMingle served = new ServedMingle(folder, "--log", "json")) {
            assertEquals(200, get(served, "v1/models").statusCode());
            served.await("\"route\":\"/v1/models\"");
            for (String line : served.said().lines().toList()) {
                assertTrue(JSON.readTree(line).has("@timestamp"), line);
            }
        }
    }

    /** Together they are much more than the heap; what there is no room for is refused. */
    @Test
    void manyLargeBodiesAtOnceLeaveTheServerStanding() throws Exception {
        String body =
                "{\"model\": \"nano\", \"messages\": [{\"role\": \"user\", \"content\": [{\"type\":"
                        + " \"image_url\", \"image_url\": {\"url\": \"data:image/png;base64,"
                        + "A".repeat(12 << 20)
                        + "\"}}]}]}";
        try (ServedMingle served =
                new ServedMingle(folder, HttpClient.newHttpClient(), this::withLittleHeap)) {
            ExecutorService clients = Executors.newFixedThreadPool(12);
            try {
                List<Future<Integer>> answers = new ArrayList<>();
                for (int i = 0; i < 48; i++) {
                    answers.add(clients.submit(() -> status(served, body)));
                }
                for (Future<Integer> answer : answers) {
                    assertTrue(
                            List.of(0, 400, 413, 422, 429).contains(answer.get()), served.said());
                }
            } finally {
                clients.shutdownNow();
            }
            assertEquals(200, get(served, "v1/models").statusCode(), served.said());
            assertFalse(served.said().contains("OutOfMemory"), served.said());
        }
    }

    private ProcessBuilder withLittleHeap(ProcessBuilder builder) {
        builder.command().add(1, "-Xmx320m");
        return builder;
    }

    /** Who is refused before all is sent may find the connection closed. */
    private static int status(ServedMingle served, String body) throws Exception {
        try {
            return served.post(
                            served.address().resolve("v1/chat/completions"),
                            body,
                            "Content-Type",
                            "application/json")
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** The line is written after the client has its answer. */
    private static JsonNode access(Path log, String route) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            for (String line : Files.readAllLines(log)) {
                if (line.contains("\"route\":\"" + route + "\"")) {
                    return JSON.readTree(line);
                }
            }
            assertTrue(System.nanoTime() < end, () -> route);
            Thread.sleep(50);
        }
    }

    @Test
    void aServerWithAKeyStoreIsReachedEncryptedAlone() throws Exception {
        Path store = folder.resolve("store.p12");
        Path password = Files.writeString(folder.resolve("password.txt"), "changeit\n");
        keytool(store);
        HttpClient client = HttpClient.newBuilder().sslContext(trusting(store)).build();
        try (ServedMingle served =
                new ServedMingle(
                        folder,
                        client,
                        it -> it,
                        "--tls-keystore",
                        store.toString(),
                        "--tls-password-file",
                        password.toString())) {
            assertEquals("https", served.address().getScheme());
            HttpResponse<String> models = get(served, "v1/models");
            assertEquals(200, models.statusCode());
            assertEquals(
                    "max-age=31536000",
                    models.headers().firstValue("Strict-Transport-Security").orElse(""));
            URI plain = URI.create(served.address().toString().replace("https", "http"));
            assertFalse(answers(served, plain.resolve("v1/models")));
        }
    }

    /** A request that never comes keeps the server for a while, when it is asked to end. */
    @Test
    void aSecondSignalEndsItAtOnce() throws Exception {
        try (ServedMingle served = new ServedMingle(folder);
                Socket client = new Socket("127.0.0.1", served.address().getPort())) {
            client.getOutputStream()
                    .write(
                            ("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n"
                                            + "Content-Type: application/json\r\n"
                                            + "Content-Length: 1000\r\n\r\n{")
                                    .getBytes(StandardCharsets.US_ASCII));
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            while (!get(served, "metrics").body().contains("http_server_active_requests 1.0")) {
                assertTrue(System.nanoTime() < end, served.said());
                Thread.sleep(50);
            }
            do {
                assertTrue(System.nanoTime() < end, served.said());
                served.process().destroy();
            } while (!served.process().waitFor(200, TimeUnit.MILLISECONDS));
            assertTrue(served.said().contains("Stopped at once."), served.said());
            assertEquals(143, served.process().exitValue());
        }
    }

    private static boolean answers(ServedMingle served, URI address) {
        try {
            return served.get(address).statusCode() == 200;
        } catch (Exception e) {
            return false;
        }
    }

    private static void keytool(Path store) throws Exception {
        Process tool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keystore",
                                store.toString(),
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                "changeit",
                                "-alias",
                                "mingle",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "SAN=dns:localhost,ip:127.0.0.1",
                                "-validity",
                                "2")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(tool.getInputStream().readAllBytes());
        assertEquals(0, tool.waitFor(), said);
    }

    private static SSLContext trusting(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("mingle", keys.getCertificate("mingle"));
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
