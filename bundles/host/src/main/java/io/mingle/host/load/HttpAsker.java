package io.mingle.host.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.error.InvalidRequestException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client of OpenAI's interface that asks the same every time, and reads streams. */
public final class HttpAsker implements Asker {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .build();
    private final HttpRequest request;

    /**
     * Prepares the question.
     *
     * @param server where it is, what {@code v1} follows
     * @param key lets clients in; null for none
     * @param model that is asked
     * @param question what is asked
     */
    public HttpAsker(URI server, String key, String model, LoadQuestion question) {
        this.request =
                request(server, key, "v1/chat/completions")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(question.body(model)))
                        .build();
    }

    private static HttpRequest.Builder request(URI server, String key, String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(server.resolve(path));
        return key == null ? builder : builder.header("Authorization", "Bearer " + key);
    }

    /**
     * Asks a server which model it has.
     *
     * @throws InvalidRequestException if there is no server, or it names none
     */
    public static String model(URI server, String key) throws InterruptedException {
        try {
            HttpResponse<String> list =
                    HttpClient.newBuilder()
                            .connectTimeout(CONNECT)
                            .build()
                            .send(
                                    request(server, key, "v1/models").timeout(CONNECT).build(),
                                    HttpResponse.BodyHandlers.ofString());
            JsonNode id = JSON.readTree(list.body()).at("/data/0/id");
            if (list.statusCode() == 200 && id.isTextual()) {
                return id.textValue();
            }
            throw new InvalidRequestException(
                    "The server at %s answered with status %s and named no model. See whether it has one, and whether it asks for a key (OPENAI_API_KEY)."
                            .formatted(server, list.statusCode()));
        } catch (IOException e) {
            throw new InvalidRequestException(
                    "Nobody answers at %s as a server of models does (%s). Start one with 'mingle serve', or leave --url out."
                            .formatted(server, e),
                    e);
        }
    }

    @Override
    public Reply ask() throws InterruptedException {
        long begun = System.nanoTime();
        ChunkLines chunks = new ChunkLines();
        CompletableFuture<HttpResponse<String>> response =
                client.sendAsync(
                        request,
                        head ->
                                head.statusCode() == 200
                                        ? BodySubscribers.fromLineSubscriber(
                                                chunks, it -> "", StandardCharsets.UTF_8, null)
                                        : BodySubscribers.ofString(StandardCharsets.UTF_8));
        try {
            HttpResponse<String> end = response.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            return end.statusCode() == 200 ? chunks.reply(begun) : refusal(begun, end);
        } catch (TimeoutException e) {
            return Reply.failed(begun, "no end within " + LONGEST.toSeconds() + " s");
        } catch (ExecutionException e) {
            return Reply.failed(begun, e.getCause().toString());
        } finally {
            response.cancel(true);
        }
    }

    /** It counts as one only if a client can tell from it what to do. */
    private static Reply refusal(long begun, HttpResponse<String> response) {
        int status = response.statusCode();
        try {
            JsonNode code = JSON.readTree(response.body()).at("/error/code");
            if ((status == 429 || status == 503) && code.isTextual()) {
                long seconds = response.headers().firstValueAsLong("Retry-After").orElse(1);
                return Reply.refused(
                        begun, code.textValue(), Duration.ofSeconds(Math.max(1, seconds)));
            }
            return Reply.failed(begun, "status %s %s".formatted(status, code.asText()));
        } catch (JsonProcessingException e) {
            return Reply.failed(begun, "status %s without a body of JSON".formatted(status));
        }
    }
}
