package io.mingle.http.internal.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.dialogue.SpokenAnswer;
import io.mingle.api.event.TokenLogProbs;
import io.mingle.api.event.Usage;
import io.mingle.api.speech.Speech;
import io.mingle.http.internal.tools.ToolCall;
import io.mingle.json.TokenScores;
import java.util.List;

/** The parts that an answer and the chunks of a stream share. */
final class ChatJson {

    private ChatJson() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Writes a call. */
    static ObjectNode call(ToolCall call, String arguments) {
        ObjectNode json = object().put("id", call.id()).put("type", "function");
        json.putObject("function").put("name", call.name()).put("arguments", arguments);
        return json;
    }

    /** Says what an answer took that was spoken. */
    static ObjectNode usage(Usage words, SpokenAnswer answer) {
        return usage(
                words.promptTokens(),
                words.completionTokens(),
                answer.speech().map(Speech::tokens).orElse(0));
    }

    /** Says what a request took: its prompt once, and the tokens of all answers. */
    static ObjectNode usage(int prompt, int words, int speech) {
        int completion = words + speech;
        ObjectNode usage =
                object().put("prompt_tokens", prompt)
                        .put("completion_tokens", completion)
                        .put("total_tokens", prompt + completion);
        usage.putObject("prompt_tokens_details").put("cached_tokens", 0).put("audio_tokens", 0);
        usage.putObject("completion_tokens_details")
                .put("reasoning_tokens", 0)
                .put("audio_tokens", speech)
                .put("accepted_prediction_tokens", 0)
                .put("rejected_prediction_tokens", 0);
        return usage;
    }

    static ObjectNode usage(List<Usage> answers) {
        return usage(answers, 0);
    }

    /**
     * Says what a request took.
     *
     * @param speech how many tokens were spoken
     */
    static ObjectNode usage(List<Usage> answers, int speech) {
        return usage(
                answers.stream().mapToInt(Usage::promptTokens).max().orElse(0),
                answers.stream().mapToInt(Usage::completionTokens).sum(),
                speech);
    }

    static ObjectNode logprobs(List<TokenLogProbs> tokens) {
        ObjectNode logprobs = object();
        logprobs.set("content", TokenScores.of(tokens));
        logprobs.putNull("refusal");
        return logprobs;
    }
}
