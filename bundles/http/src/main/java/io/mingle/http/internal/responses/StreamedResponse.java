package io.mingle.http.internal.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import io.mingle.api.event.TextDelta;
import io.mingle.api.event.TokenLogProbs;
import io.mingle.api.understanding.Answer;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.tools.AnswerReader;
import io.mingle.http.internal.tools.Piece;
import io.mingle.http.internal.tools.ToolCall;
import io.mingle.http.internal.tools.Tools;
import io.mingle.http.internal.trace.RequestTrace;
import io.mingle.json.TokenScores;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A response of words and calls that is sent as it comes. */
final class StreamedResponse extends StreamedItems<Answer> {

    private final RequestTrace trace;
    private final AnswerReader reader;
    private final ArrayNode logprobs = JsonNodeFactory.instance.arrayNode();
    private final List<TokenLogProbs> untold = new ArrayList<>();
    private Finished<Answer> end;
    private boolean saying;
    private ToolCall calling;

    StreamedResponse(Exchange exchange, ResponseHead head, Tools tools) {
        super(exchange, head);
        this.trace = exchange.trace();
        this.reader = tools.reader();
    }

    @Override
    protected void tell(int index, Event event) throws IOException {
        if (event instanceof TextDelta piece) {
            stream();
            tell(reader.push(piece.text()));
        } else if (event instanceof TokenLogProbs token) {
            untold.add(token);
        }
    }

    @Override
    protected void end(int index, Finished<Answer> finished) throws IOException {
        stream();
        end = finished;
        tell(reader.finish(finished.result().reason()));
        trace.answered(reader.finishReason(finished.result().reason()));
        if (reader.words().isEmpty() && reader.calls().isEmpty()) {
            say("");
        }
        endMessage(isCut() ? Items.INCOMPLETE : Items.COMPLETED);
        endCall(Items.INCOMPLETE);
    }

    private boolean isCut() {
        return reader.isCut(end.result().reason());
    }

    @Override
    protected void finish() throws IOException {
        send(
                isCut() ? "response.incomplete" : "response.completed",
                event().set("response", head().ended(items(), isCut(), end.usage())));
    }

    private void tell(List<Piece> pieces) throws IOException {
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Words words) {
                say(words.text());
            } else if (piece instanceof Piece.Begun begun) {
                endMessage(Items.COMPLETED);
                calling = begun.call();
                addItem(Items.call(head().key(), calling, Items.IN_PROGRESS, ""));
            } else if (piece instanceof Piece.Arguments more) {
                send(
                        "response.function_call_arguments.delta",
                        ofItem(Items.callId(head().key(), more.call())).put("delta", more.text()));
            } else {
                endCall(Items.COMPLETED);
            }
        }
    }

    private void say(String text) throws IOException {
        if (!saying) {
            saying = true;
            addItem(Items.message(head().key(), Items.IN_PROGRESS));
            send("response.content_part.added", ofPart().set("part", Items.text("", none())));
        }
        ArrayNode tokens = TokenScores.of(untold);
        untold.clear();
        logprobs.addAll(tokens);
        send(
                "response.output_text.delta",
                ofPart().put("delta", text).<ObjectNode>set("logprobs", tokens));
    }

    private void endMessage(String status) throws IOException {
        if (saying) {
            saying = false;
            String text = reader.words();
            ObjectNode part = Items.text(text, logprobs);
            send(
                    "response.output_text.done",
                    ofPart().put("text", text).<ObjectNode>set("logprobs", logprobs));
            send("response.content_part.done", ofPart().set("part", part));
            endItem(Items.message(head().key(), status, part));
        }
    }

    private void endCall(String status) throws IOException {
        if (calling != null) {
            send(
                    "response.function_call_arguments.done",
                    ofItem(Items.callId(head().key(), calling))
                            .put("name", calling.name())
                            .put("arguments", calling.arguments()));
            ObjectNode item = Items.call(head().key(), calling, status, calling.arguments());
            calling = null;
            endItem(item);
        }
    }

    private ObjectNode ofPart() {
        return ofItem(Items.messageId(head().key())).put("content_index", 0);
    }

    private static ArrayNode none() {
        return JsonNodeFactory.instance.arrayNode();
    }
}
