package io.mingle.http.internal.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.event.Finished;
import io.mingle.api.understanding.Answer;
import java.util.List;

/** Writes an answer that is complete. */
final class WholeAnswer {

    private WholeAnswer() {}

    static ObjectNode json(ChatHead head, List<Finished<Answer>> ends) {
        ObjectNode body = head.json("chat.completion");
        ArrayNode choices = body.putArray("choices");
        for (Finished<Answer> end : ends) {
            choices.add(choice(choices.size(), end.result()));
        }
        body.set("usage", ChatJson.usage(ends.stream().map(Finished::usage).toList()));
        return body;
    }

    private static ObjectNode choice(int index, Answer answer) {
        ObjectNode choice = ChatJson.object().put("index", index);
        choice.putObject("message")
                .put("role", "assistant")
                .put("content", answer.text())
                .putNull("refusal")
                .putArray("annotations");
        choice.put("finish_reason", ChatJson.reason(answer.reason()));
        return answer.logprobs().isEmpty()
                ? choice.putNull("logprobs")
                : choice.set("logprobs", ChatJson.logprobs(answer.logprobs()));
    }
}
