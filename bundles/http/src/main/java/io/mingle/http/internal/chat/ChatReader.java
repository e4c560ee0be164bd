package io.mingle.http.internal.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import io.mingle.http.internal.HttpSettings;
import java.util.List;
import java.util.Optional;

/** Reads the body of a chat completion. */
final class ChatReader {

    /** Each is a generation of its own, and all are under way at once. */
    private static final int MOST_CHOICES = 16;

    private final HttpSettings settings;

    ChatReader(HttpSettings settings) {
        this.settings = settings;
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
        GenerationOptions options = options(fields);
        refuseImpossible(fields);
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
                        "parallel_tool_calls",
                        "reasoning_effort",
                        "verbosity")
                .end(settings.lenient());
        return new ChatRequest(
                model,
                new MessageReader(settings.lenient()).read(messages),
                options,
                choices,
                stream,
                usage);
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
        options.get().passOver("include_obfuscation").end(settings.lenient());
        return usage;
    }

    private GenerationOptions options(Fields fields) {
        long older =
                fields.whole("max_tokens", 1, Integer.MAX_VALUE).orElse(settings.answerTokens());
        long tokens = fields.whole("max_completion_tokens", 1, Integer.MAX_VALUE).orElse(older);
        GenerationOptions options =
                GenerationOptions.GREEDY
                        .withMaxTokens((int) tokens)
                        .withTemperature(fields.number("temperature", 0, 2).orElse(0))
                        .withTopP(
                                Math.max(Float.MIN_NORMAL, fields.number("top_p", 0, 1).orElse(1)))
                        .withTopK((int) fields.whole("top_k", 0, Integer.MAX_VALUE).orElse(0))
                        .withRepetitionPenalty(
                                fields.number("repetition_penalty", 0.01, 10).orElse(1))
                        .withSeed(fields.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE).orElse(0))
                        .withStop(stops(fields))
                        .withConstraint(ResponseFormat.constraint(fields, settings.lenient()));
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
        for (String penalty : List.of("frequency_penalty", "presence_penalty")) {
            fields.only(
                    penalty,
                    it -> it.isNumber() && it.doubleValue() == 0,
                    "'%s' is not possible here; use 'repetition_penalty'.".formatted(penalty));
        }
        fields.only(
                "logit_bias",
                it -> it.isObject() && it.isEmpty(),
                "'logit_bias' is not possible here; leave it out.");
        for (String tools : List.of("tools", "functions")) {
            fields.only(
                    tools,
                    it -> it.isArray() && it.isEmpty(),
                    "'%s' is not possible here; leave it out.".formatted(tools));
        }
        for (String choice : List.of("tool_choice", "function_call")) {
            fields.only(
                    choice,
                    it -> it.asText().equals("none") || it.asText().equals("auto"),
                    "'%s' is not possible here; leave it out.".formatted(choice));
        }
        fields.only(
                "modalities",
                it -> it.isArray() && it.size() == 1 && it.get(0).asText().equals("text"),
                "Answers are texts here: 'modalities' has to be [\"text\"].");
        fields.only("audio", it -> false, "Answers are texts here; leave 'audio' out.");
        fields.only(
                "web_search_options",
                it -> false,
                "Nothing is searched for here; leave 'web_search_options' out.");
    }
}
