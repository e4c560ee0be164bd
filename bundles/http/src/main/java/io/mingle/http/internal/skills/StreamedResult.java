package io.mingle.http.internal.skills;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Progress;
import io.mingle.api.event.TextDelta;
import io.mingle.api.event.Update;
import io.mingle.api.skill.SkillResult;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.Streamed;
import java.io.IOException;

/**
 * A result that is sent as it comes: events {@code skill.text.delta} and {@code skill.progress},
 * then {@code skill.result} or {@code error}. Of updates of other kinds it is told how far they
 * are.
 */
final class StreamedResult extends Streamed<SkillResult> {

    StreamedResult(Exchange exchange) {
        super(exchange);
    }

    @Override
    protected void begin() {
        // The first event says all.
    }

    @Override
    protected void tell(int index, Event event) throws IOException {
        if (event instanceof TextDelta piece) {
            stream().event("skill.text.delta", object().put("delta", piece.text()));
        } else if (event instanceof Update update && update.progress().isPresent()) {
            Progress progress = update.progress().get();
            stream()
                    .event(
                            "skill.progress",
                            object().put("what", progress.what())
                                    .put("step", progress.step())
                                    .put("of", progress.of()));
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    protected void end(int index, Finished<SkillResult> finished) throws IOException {
        stream().event("skill.result", ResultJson.of(finished));
    }

    @Override
    protected void finish() {
        // The result was the last event.
    }

    @Override
    protected void fail(ApiError error) throws IOException {
        stream().event("error", error.json());
    }
}
