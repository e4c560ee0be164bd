package io.mingle.http.internal.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.dialogue.SpokenAnswer;
import io.mingle.api.event.Finished;
import io.mingle.api.understanding.Answer;
import io.mingle.http.internal.tools.AnswerReader;
import io.mingle.http.internal.tools.Tools;
import io.mingle.http.internal.trace.RequestTrace;
import java.util.List;

/** Writes an answer that is complete. */
final class WholeAnswer {

    private WholeAnswer() {}

    static ObjectNode json(
            ChatHead head, Tools tools, List<Finished<Answer>> ends, RequestTrace trace) {
        ObjectNode body = head.json("chat.completion");
        ArrayNode choices = body.putArray("choices");
        for (Finished<Answer> end : ends) {
            choices.add(choice(choices.size(), tools.reader(), end.result(), trace));
        }
        body.set("usage", ChatJson.usage(ends.stream().map(Finished::usage).toList()));
        return body;
    }

    /**
     * Writes one that was spoken: its words are the transcript of its sound.
     *
     * @param audio the sound
     */
    static ObjectNode spoken(
            ChatHead head,
            Tools tools,
            Finished<SpokenAnswer> end,
            ObjectNode audio,
            RequestTrace trace) {
        ObjectNode body = head.json("chat.completion");
        ObjectNode choice = choice(0, tools.reader(), end.result().answer(), trace);
        body.putArray("choices").add(choice);
        if (end.result().speech().isPresent()) {
            ObjectNode message = (ObjectNode) choice.path("message");
            message.set("audio", audio.put("transcript", message.path("content").asText()));
            message.putNull("content");
        }
        return body.set("usage", ChatJson.usage(end.usage(), end.result()));
    }

    private static ObjectNode choice(
            int index, AnswerReader reader, Answer answer, RequestTrace trace) {
        AnswerReader read = reader.read(answer);
        ObjectNode choice = ChatJson.object().put("index", index);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        String reason = read.finishReason(answer.reason());
        trace.answered(reason);
        boolean onlyCalls = read.words().isEmpty() && !read.calls().isEmpty();
        message.put("content", onlyCalls ? null : read.words());
        message.putNull("refusal").putArray("annotations");
        if (!read.calls().isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            read.calls().forEach(it -> calls.add(ChatJson.call(it, it.arguments())));
        }
        choice.put("finish_reason", reason);
        return answer.logprobs().isEmpty()
                ? choice.putNull("logprobs")
                : choice.set("logprobs", ChatJson.logprobs(answer.logprobs()));
    }
}
