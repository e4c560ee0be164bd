package io.mingle.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.Stream;

/** Asks a server for long answers in pieces, one after the other, and says how each ended. */
final class StreamingCaller {

    /** An array of so many numbers takes nano some hundred tokens, wherever it ends. */
    private static final String QUESTION =
            "{\"model\": \"nano\", \"stream\": true, \"max_tokens\": 120, \"messages\": [{\"role\":"
                + " \"user\", \"content\": \"How many shapes are there?\"}], \"response_format\":"
                + " {\"type\": \"json_schema\", \"json_schema\": {\"name\": \"numbers\","
                + " \"schema\": {\"type\": \"array\", \"items\": {\"type\": \"integer\"},"
                + " \"minItems\": 100, \"maxItems\": 100}}}}";

    private static final Duration LIMIT = Duration.ofSeconds(120);

    /**
     * How an answer ended.
     *
     * @param begun whether a word of it had come
     * @param code of the error; empty for one that is complete
     * @param message for a person
     */
    record Ended(boolean begun, String code, String message) {

        boolean complete() {
            return code.isEmpty();
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final URI address;
    private volatile boolean begun;

    /**
     * @param server what all paths follow
     */
    StreamingCaller(URI server) {
        this.address = server.resolve("v1/chat/completions");
    }

    /** Tells whether an answer is coming of which there are words already. */
    boolean isInTheMiddle() {
        return begun;
    }

    /** Asks once. */
    Ended ask() throws IOException, InterruptedException {
        try {
            return send();
        } finally {
            begun = false;
        }
    }

    private Ended send() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .timeout(LIMIT)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(QUESTION))
                        .build();
        HttpResponse<Stream<String>> answer =
                client.send(request, HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = answer.body()) {
            return answer.statusCode() == 200
                    ? read(lines.iterator())
                    : new Ended(
                            false,
                            "status " + answer.statusCode(),
                            String.join(" ", lines.toList()));
        }
    }

    private Ended read(Iterator<String> lines) throws IOException {
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.equals("data: [DONE]")) {
                return new Ended(begun, "", "");
            }
            if (line.startsWith("data: ")) {
                JsonNode event = json.readTree(line.substring(6));
                if (event.has("error")) {
                    JsonNode error = event.path("error");
                    return new Ended(
                            begun, error.path("code").asText(), error.path("message").asText());
                }
                begun |= !event.at("/choices/0/delta/content").asText("").isEmpty();
            }
        }
        return new Ended(begun, "no end", "The stream has no end");
    }
}
