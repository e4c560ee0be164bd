package io.mingle.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code mingle serve} over HTTP, with the model that reads and looks. */
@Timeout(300)
class MingleHttpIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private static Path folder;
    private static ServedMingle mingle;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void serve() throws Exception {
        mingle = new ServedMingle(folder);
    }

    @AfterAll
    static void kill() {
        if (mingle != null) {
            mingle.close();
        }
    }

    private HttpResponse<String> post(String path, String body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(mingle.address().resolve(path))
                        .timeout(Duration.ofSeconds(120))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String question(String more) throws IOException {
        return """
        {"model": "nano", "messages": [{"role": "user", "content": [
          {"type": "image_url", "image_url": {"url": "data:image/png;base64,%s"}},
          {"type": "text", "text": "Read the text."}]}]%s}\
        """
                .formatted(NanoQuestions.picture(), more);
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    @Test
    void aPictureIsReadWholeAndStreamed() throws Exception {
        HttpResponse<String> whole = post("/v1/chat/completions", question(""));
        assertEquals(200, whole.statusCode(), whole.body());
        String text = json(whole.body()).at("/choices/0/message/content").asText();
        assertTrue(text.length() > 3, text);

        StringBuilder pieces = new StringBuilder();
        HttpResponse<String> streamed =
                post("/v1/chat/completions", question(", \"stream\": true"));
        for (String line : streamed.body().lines().toList()) {
            if (line.startsWith("data: {")) {
                pieces.append(json(line.substring(6)).at("/choices/0/delta/content").asText());
            }
        }
        assertEquals(text, pieces.toString());
        assertTrue(streamed.body().endsWith("data: [DONE]\n\n"));
    }

    @Test
    void anAnswerIsHeldToASchema() throws Exception {
        String format =
                ", \"max_tokens\": 60, \"response_format\": {\"type\": \"json_schema\","
                        + " \"json_schema\": {\"name\": \"n\", \"schema\": {\"type\": \"object\","
                        + " \"required\": [\"n\"], \"additionalProperties\": false, \"properties\":"
                        + " {\"n\": {\"type\": \"integer\", \"minimum\": 1, \"maximum\": 9}}}}}";
        String answer =
                json(post("/v1/chat/completions", question(format)).body())
                        .at("/choices/0/message/content")
                        .asText();
        assertTrue(json(answer).path("n").isInt(), answer);
    }

    @Test
    void aToolThatHasToBeCalledIsCalledWithArgumentsOfItsSchema() throws Exception {
        String tools =
                ", \"max_tokens\": 300, \"tool_choice\": \"required\", \"tools\": [{\"type\":"
                    + " \"function\", \"function\": {\"name\": \"move\", \"parameters\": {\"type\":"
                    + " \"object\", \"required\": [\"x\"], \"properties\": {\"x\": {\"type\":"
                    + " \"integer\", \"minimum\": 1, \"maximum\": 9}}}}}]";
        JsonNode choice =
                json(post("/v1/chat/completions", question(tools)).body()).at("/choices/0");
        assertEquals("tool_calls", choice.path("finish_reason").asText(), choice.toString());
        for (JsonNode call : choice.at("/message/tool_calls")) {
            assertEquals("move", call.at("/function/name").asText());
            int x = json(call.at("/function/arguments").asText()).path("x").asInt();
            assertTrue(x >= 1 && x <= 9, call.toString());
        }
    }

    @Test
    void aResponseIsTheSameWholeAndStreamed() throws Exception {
        String asked =
                "{\"model\": \"nano\", \"input\": \"What is this?\", \"max_output_tokens\": 16";
        JsonNode whole = json(post("/v1/responses", asked + "}").body());
        String text = whole.at("/output/0/content/0/text").asText();
        HttpResponse<String> streamed = post("/v1/responses", asked + ", \"stream\": true}");
        StringBuilder pieces = new StringBuilder();
        for (String line : streamed.body().lines().toList()) {
            if (line.startsWith("data: ") && line.contains("\"response.output_text.delta\"")) {
                pieces.append(json(line.substring(6)).path("delta").asText());
            }
        }
        assertTrue(!text.isEmpty(), whole.toString());
        assertEquals(text, pieces.toString());
    }

    @Test
    void aLenientServerTakesAnyModelAndPassesOverWhatItDoesNotKnow() throws Exception {
        String asked = question(", \"colour\": 1").replace("\"nano\"", "\"gpt\"");
        assertEquals(400, post("/v1/chat/completions", asked).statusCode());
        try (ServedMingle lenient = new ServedMingle(folder, "--lenient")) {
            HttpResponse<String> answer =
                    lenient.post(
                            lenient.address().resolve("/v1/chat/completions"),
                            asked,
                            "Content-Type",
                            "application/json");
            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals("gpt", json(answer.body()).path("model").asText());
        }
    }

    @Test
    void aPictureIsFetchedFromAHostThatIsAllowed() throws Exception {
        byte[] png = Base64.getDecoder().decode(NanoQuestions.picture());
        HttpServer pictures =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pictures.createContext(
                "/a.png",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "image/png");
                    exchange.sendResponseHeaders(200, png.length);
                    exchange.getResponseBody().write(png);
                    exchange.close();
                });
        pictures.start();
        String host = "127.0.0.1:" + pictures.getAddress().getPort();
        String asked =
                question("")
                        .replaceFirst("data:image/png;base64,[^\"]*", "http://" + host + "/a.png");
        try (ServedMingle allowing = new ServedMingle(folder, "--allow-host", host)) {
            HttpResponse<String> answer =
                    allowing.post(
                            allowing.address().resolve("/v1/chat/completions"),
                            asked,
                            "Content-Type",
                            "application/json");
            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals(
                    text(post("/v1/chat/completions", question("")).body()), text(answer.body()));
            HttpResponse<String> refused = post("/v1/chat/completions", asked);
            assertEquals(400, refused.statusCode());
            assertEquals("remote-url-refused", json(refused.body()).at("/error/code").asText());
        } finally {
            pictures.stop(0);
        }
    }

    private static String text(String answer) throws IOException {
        return json(answer).at("/choices/0/message/content").asText();
    }

    @Test
    void anAnswerThatHasBegunIsSentToItsEndBeforeTheServerStops() throws Exception {
        try (ServedMingle stopping = new ServedMingle(folder)) {
            HttpRequest request =
                    HttpRequest.newBuilder(stopping.address().resolve("/v1/chat/completions"))
                            .timeout(Duration.ofSeconds(120))
                            .header("Content-Type", "application/json")
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            question(", \"stream\": true, \"n\": 16")))
                            .build();
            HttpResponse<Stream<String>> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofLines());
            stopping.process().destroy();
            List<String> lines = answer.body().filter(line -> !line.isEmpty()).toList();
            assertEquals("data: [DONE]", lines.get(lines.size() - 1));
            assertTrue(stopping.process().waitFor(60, TimeUnit.SECONDS));
        }
    }
}
