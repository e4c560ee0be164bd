package io.mingle.http.internal.skills;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.MingleException;
import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Progress;
import io.mingle.api.event.TextDelta;
import io.mingle.api.skill.SkillResult;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.EventFeed;
import io.mingle.http.internal.EventStream;
import io.mingle.http.internal.Exchange;
import java.io.IOException;

/**
 * A result that is sent as it comes: events {@code skill.text.delta} and {@code skill.progress},
 * then {@code skill.result} or {@code error}. Updates of other kinds are not known here.
 */
final class StreamedResult {

    private final Exchange exchange;
    private EventStream stream;

    StreamedResult(Exchange exchange) {
        this.exchange = exchange;
    }

    void send(EventFeed<SkillResult> feed) throws IOException {
        try {
            for (Finished<SkillResult> end = null; end == null; ) {
                EventFeed.News news = feed.next();
                if (news != null && news.event() instanceof Finished<?> finished) {
                    end = feed.own(finished);
                    begun().event("skill.result", ResultJson.of(end));
                } else if (news != null) {
                    tell(news.event());
                }
                if (news == null || stream != null) {
                    begun().beat();
                }
            }
        } catch (MingleException e) {
            if (stream == null) {
                throw e;
            }
            exchange.ended(ApiError.of(e));
            stream.event("error", ApiError.of(e).json());
        }
    }

    private void tell(Event event) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (event instanceof TextDelta piece) {
            begun().event("skill.text.delta", json.put("delta", piece.text()));
        } else if (event instanceof Progress progress) {
            json.put("what", progress.what()).put("step", progress.step()).put("of", progress.of());
            begun().event("skill.progress", json);
        }
    }

    private EventStream begun() {
        if (stream == null) {
            stream = exchange.events();
        }
        return stream;
    }
}
