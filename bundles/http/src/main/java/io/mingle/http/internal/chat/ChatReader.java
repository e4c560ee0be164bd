package io.mingle.http.internal.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.understanding.Constraint;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import io.mingle.http.internal.ask.AnswerFormat;
import io.mingle.http.internal.ask.Question;
import io.mingle.http.internal.ask.Sampling;
import io.mingle.http.internal.remote.RemoteMedia;
import io.mingle.http.internal.tools.ToolReader;
import io.mingle.http.internal.tools.Tools;
import java.util.List;
import java.util.Optional;

/** Reads the body of a chat completion. */
final class ChatReader {

    private static final String FORMAT = "response_format";

    /** Each is a generation of its own, and all are under way at once. */
    private static final int MOST_CHOICES = 16;

    private final int answerTokens;
    private final boolean lenient;
    private final RemoteMedia media;

    /**
     * @param answerTokens how many tokens an answer has at most where the request does not say
     * @param lenient whether unknown parameters are passed over
     * @param media fetches what is named by address
     */
    ChatReader(int answerTokens, boolean lenient, RemoteMedia media) {
        this.answerTokens = answerTokens;
        this.lenient = lenient;
        this.media = media;
    }

    /**
     * Reads a body.
     *
     * @throws ApiException if a part of it cannot be right, or is not possible here
     * @throws io.mingle.api.error.MingleException if what it says as a whole cannot be right
     */
    ChatRequest read(JsonNode body) {
        Fields fields = new Fields(body);
        String model = fields.required("model");
        boolean stream = fields.flag("stream");
        boolean usage = usage(fields, stream);
        int choices = (int) fields.whole("n", 1, MOST_CHOICES).orElse(1);
        Tools tools = ToolReader.NESTED.read(fields, lenient);
        GenerationOptions options = options(fields, tools);
        refuseImpossible(fields);
        Optional<SpokenForm> spoken = SpokenForm.read(fields, stream, choices, lenient);
        List<JsonNode> messages =
                fields.list("messages")
                        .filter(it -> !it.isEmpty())
                        .orElseThrow(
                                () ->
                                        ApiException.invalid(
                                                "messages",
                                                "'messages' has to be a list with at least one"
                                                        + " message."));
        fields.passOver(
                        "user",
                        "metadata",
                        "store",
                        "service_tier",
                        "safety_identifier",
                        "prompt_cache_key",
                        "prompt_cache_retention",
                        "prediction",
                        "reasoning_effort",
                        "verbosity")
                .end(lenient);
        Question question =
                new Question(
                        model,
                        new MessageReader(lenient, media).read(messages).conversation(tools),
                        options,
                        tools,
                        choices);
        return new ChatRequest(question, stream, usage, spoken);
    }

    private boolean usage(Fields fields, boolean stream) {
        Optional<Fields> options = fields.object("stream_options");
        if (options.isEmpty()) {
            return false;
        }
        if (!stream) {
            throw ApiException.invalid(
                    "stream_options", "'stream_options' is only possible with 'stream': true.");
        }
        boolean usage = options.get().flag("include_usage");
        options.get().passOver("include_obfuscation").end(lenient);
        return usage;
    }

    private GenerationOptions options(Fields fields, Tools tools) {
        long older = fields.whole("max_tokens", 1, Integer.MAX_VALUE).orElse(answerTokens);
        long tokens = fields.whole("max_completion_tokens", 1, Integer.MAX_VALUE).orElse(older);
        Optional<Constraint> format =
                AnswerFormat.constraint(
                        fields.object(FORMAT), it -> it.requiredObject("json_schema"), lenient);
        GenerationOptions options =
                Sampling.read(fields)
                        .withMaxTokens((int) tokens)
                        .withStop(stops(fields))
                        .withConstraint(tools.constraint(format).orElse(null));
        return logprobs(fields, options);
    }

    private static GenerationOptions logprobs(Fields fields, GenerationOptions options) {
        boolean wanted = fields.flag("logprobs");
        long likeliest = fields.whole("top_logprobs", 0, GenerationOptions.MOST_LOGPROBS).orElse(0);
        if (likeliest > 0 && !wanted) {
            throw ApiException.invalid(
                    "top_logprobs", "'top_logprobs' is only possible with 'logprobs': true.");
        }
        return wanted ? options.withLogprobs((int) likeliest) : options;
    }

    private static List<String> stops(Fields fields) {
        Optional<JsonNode> stop = fields.any("stop");
        if (stop.isEmpty()) {
            return List.of();
        }
        List<JsonNode> all =
                stop.get().isTextual()
                        ? List.of(stop.get())
                        : fields.list("stop").orElse(List.of());
        boolean fits =
                all.size() <= GenerationOptions.MOST_STOPS
                        && all.stream().allMatch(it -> it.isTextual() && !it.textValue().isEmpty());
        if (!fits) {
            throw ApiException.invalid(
                    "stop",
                    "'stop' has to be a text or a list of up to %s texts, none of them empty."
                            .formatted(GenerationOptions.MOST_STOPS));
        }
        return all.stream().map(JsonNode::textValue).toList();
    }

    /** What a client may send as long as it wants nothing by it. */
    private static void refuseImpossible(Fields fields) {
        fields.only(
                "logit_bias",
                it -> it.isObject() && it.isEmpty(),
                "'logit_bias' is not possible here; leave it out.");
        fields.only(
                "functions",
                it -> it.isArray() && it.isEmpty(),
                "'functions' has become 'tools'; send those.");
        fields.only(
                "function_call",
                it -> it.asText().equals("none") || it.asText().equals("auto"),
                "'function_call' has become 'tool_choice'; send that.");
        fields.only(
                "web_search_options",
                it -> false,
                "Nothing is searched for here; leave 'web_search_options' out.");
    }
}
