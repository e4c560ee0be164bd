package io.mingle.remote.internal.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.event.Finished;
import io.mingle.api.event.ScoredToken;
import io.mingle.api.event.TokenLogProbs;
import io.mingle.api.event.Usage;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.remote.internal.pool.Outlet;
import io.mingle.remote.internal.wire.EventLines;
import io.mingle.remote.internal.wire.Failures;
import io.mingle.remote.internal.wire.Json;
import io.mingle.remote.internal.wire.Refusals;
import io.mingle.remote.internal.wire.RemoteFailure;
import io.mingle.remote.internal.wire.Reply;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the chunks of a chat completion. */
final class ChatStream {

    private static final String DONE = "[DONE]";

    /** Protocols tell tokens by their text alone. */
    private static final int UNKNOWN_ID = -1;

    private final Reply reply;
    private final GenerationOptions options;
    private final Outlet outlet;
    private final StringBuilder text = new StringBuilder();
    private final List<TokenLogProbs> logprobs = new ArrayList<>();
    private FinishReason reason;
    private Optional<String> stop = Optional.empty();
    private Usage usage = Usage.NONE;

    ChatStream(Reply reply, GenerationOptions options, Outlet outlet) {
        this.reply = reply;
        this.options = options;
        this.outlet = outlet;
    }

    /**
     * Reads to the end.
     *
     * @throws RemoteFailure if it ends with an error, early, or is no such stream
     */
    Finished<Answer> read() throws RemoteFailure {
        EventLines events = new EventLines(reply.body());
        try {
            for (Optional<String> data; (data = events.next()).isPresent(); ) {
                if (data.get().equals(DONE)) {
                    reply.release();
                    break;
                }
                chunk(Json.object(reply.target(), data.get()));
            }
        } catch (IOException e) {
            throw Failures.brokenOff(reply.target(), e);
        }
        if (reason == null) {
            throw Failures.brokenOff(reply.target(), new EOFException("No reason for the end"));
        }
        Answer answer = new Answer(text.toString(), reason, stop, logprobs);
        return new Finished<>(answer, usage, List.of());
    }

    private void chunk(JsonNode chunk) throws RemoteFailure {
        if (!chunk.path("error").isMissingNode() && !chunk.path("error").isNull()) {
            throw Refusals.of(reply.target(), chunk.path("error"));
        }
        JsonNode took = chunk.path("usage");
        if (took.isObject()) {
            usage =
                    new Usage(
                            Math.max(0, took.path("prompt_tokens").asInt()),
                            Math.max(0, took.path("completion_tokens").asInt()),
                            Map.of());
        }
        JsonNode choice = chunk.path("choices").path(0);
        if (options.logprobs().isPresent()) {
            score(choice.path("logprobs").path("content"), options.logprobs().getAsInt());
        }
        String piece = choice.path("delta").path("content").asText("");
        if (!choice.path("delta").path("content").isNull() && !piece.isEmpty()) {
            text.append(piece);
            outlet.delta(piece);
        }
        if (choice.path("finish_reason").isTextual()) {
            end(choice);
        }
    }

    /** Takes no more than was asked for: each is held, and larger than it is written. */
    private void score(JsonNode tokens, int likeliest) throws RemoteFailure {
        if (logprobs.size() + tokens.size() > options.maxTokens()) {
            throw Failures.nonsense(
                    reply.target(), "it scores more tokens than it may write", null);
        }
        for (JsonNode token : tokens) {
            TokenLogProbs told = token(token, likeliest);
            logprobs.add(told);
            outlet.publish(told);
        }
    }

    private void end(JsonNode choice) {
        JsonNode by = choice.path("stop_reason");
        if (choice.path("finish_reason").asText().equals("length")) {
            reason = FinishReason.LENGTH;
        } else if (by.isTextual() && !by.asText().isEmpty()) {
            reason = FinishReason.STOP_STRING;
            stop = Optional.of(by.asText());
        } else {
            reason = FinishReason.STOP;
        }
    }

    private static TokenLogProbs token(JsonNode token, int likeliest) {
        List<ScoredToken> scored = new ArrayList<>();
        for (JsonNode each : token.path("top_logprobs")) {
            if (scored.size() < likeliest) {
                scored.add(scored(each));
            }
        }
        return new TokenLogProbs(scored(token), scored);
    }

    private static ScoredToken scored(JsonNode token) {
        String text = token.path("token").asText();
        JsonNode list = token.path("bytes");
        byte[] bytes =
                list.isArray() ? new byte[list.size()] : text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; list.isArray() && i < bytes.length; i++) {
            bytes[i] = (byte) list.get(i).asInt();
        }
        return new ScoredToken(UNKNOWN_ID, text, bytes, token.path("logprob").asDouble());
    }
}
