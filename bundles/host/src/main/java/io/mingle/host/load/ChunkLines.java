package io.mingle.host.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.concurrent.Flow;

/** The lines of a stream of chunks, as they come: read once, none is kept. */
final class ChunkLines implements Flow.Subscriber<String> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATA = "data: ";

    private long first;
    private int tokens;
    private boolean done;
    private JsonNode error;
    private String wrong = "";

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (line.equals(DATA + "[DONE]")) {
            done = true;
        } else if (line.startsWith(DATA)) {
            try {
                read(JSON.readTree(line.substring(DATA.length())));
            } catch (JsonProcessingException e) {
                wrong = "a chunk that is no JSON";
            }
        }
    }

    private void read(JsonNode chunk) {
        if (chunk.has("error")) {
            error = chunk.get("error");
        }
        if (first == 0 && !chunk.at("/choices/0/delta/content").asText().isEmpty()) {
            first = System.nanoTime();
        }
        tokens = chunk.at("/usage/completion_tokens").asInt(tokens);
    }

    @Override
    public void onError(Throwable broken) {
        // Whoever waits for the response hears of it.
    }

    @Override
    public void onComplete() {
        // As above.
    }

    /** Tells what came; all of it has. */
    Reply reply(long begun) {
        if (error != null) {
            String code = error.path("code").asText();
            // The status can no longer say it: these are the codes of 503.
            return code.equals("memory-refused") || code.equals("skill-unavailable")
                    ? Reply.refused(begun, code, Duration.ofSeconds(1))
                    : Reply.failed(begun, "an error in the stream, " + code);
        }
        if (!done || !wrong.isEmpty()) {
            return Reply.failed(begun, wrong.isEmpty() ? "a stream without its end" : wrong);
        }
        return Reply.answered(begun, first == 0 ? System.nanoTime() : first, tokens);
    }
}
