package io.mingle.http.internal.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.MingleException;
import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import io.mingle.api.event.TextDelta;
import io.mingle.api.event.TokenLogProbs;
import io.mingle.api.event.Usage;
import io.mingle.api.understanding.Answer;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.EventFeed;
import io.mingle.http.internal.EventStream;
import io.mingle.http.internal.Exchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer that is sent as it comes. Its chunks, for each choice: the role, pieces of text, the
 * reason for the end; then, if asked for, one with what it took. Once it has begun, a failure is
 * its last event.
 */
final class StreamedAnswer {

    private final Exchange exchange;
    private final ChatHead head;
    private final boolean usage;
    private final List<Usage> usages = new ArrayList<>();
    private final List<List<TokenLogProbs>> untold = new ArrayList<>();

    /** Made with the first news, so that a failure before it has a status of its own. */
    private EventStream stream;

    StreamedAnswer(Exchange exchange, ChatHead head, ChatRequest request) {
        this.exchange = exchange;
        this.head = head;
        this.usage = request.usage();
        for (int i = 0; i < request.choices(); i++) {
            untold.add(new ArrayList<>());
        }
    }

    void send(EventFeed<Answer> feed) throws IOException {
        try {
            follow(feed);
        } catch (MingleException e) {
            if (stream == null) {
                throw e;
            }
            exchange.ended(ApiError.of(e));
            stream.data(ApiError.of(e).json());
        }
    }

    private void follow(EventFeed<Answer> feed) throws IOException {
        while (usages.size() < untold.size()) {
            EventFeed.News news = feed.next();
            if (news != null) {
                tell(news.index(), news.event());
            }
            if (news == null || stream != null) {
                begun().beat();
            }
        }
        if (usage) {
            ObjectNode last = head.json("chat.completion.chunk");
            last.putArray("choices");
            last.set("usage", ChatJson.usage(usages));
            stream.data(last);
        }
        stream.done();
    }

    private EventStream begun() throws IOException {
        if (stream == null) {
            stream = exchange.events();
            for (int i = 0; i < untold.size(); i++) {
                ObjectNode delta = ChatJson.object().put("role", "assistant").put("content", "");
                chunk(i, delta.putNull("refusal"), null);
            }
        }
        return stream;
    }

    private void tell(int choice, Event event) throws IOException {
        if (event instanceof TextDelta piece) {
            begun();
            chunk(choice, ChatJson.object().put("content", piece.text()), null);
        } else if (event instanceof TokenLogProbs token) {
            untold.get(choice).add(token);
        } else if (event instanceof Finished<?> finished) {
            begun();
            if (!untold.get(choice).isEmpty()) {
                chunk(choice, ChatJson.object().put("content", ""), null);
            }
            chunk(
                    choice,
                    ChatJson.object(),
                    ChatJson.reason(((Answer) finished.result()).reason()));
            usages.add(finished.usage());
        }
    }

    private void chunk(int choice, ObjectNode delta, String reason) throws IOException {
        ObjectNode chunk = head.json("chat.completion.chunk");
        ObjectNode only = chunk.putArray("choices").addObject().put("index", choice);
        only.set("delta", delta);
        List<TokenLogProbs> tokens = untold.get(choice);
        if (delta.has("role") || tokens.isEmpty()) {
            only.putNull("logprobs");
        } else {
            only.set("logprobs", ChatJson.logprobs(tokens));
            tokens.clear();
        }
        only.put("finish_reason", reason);
        if (usage) {
            chunk.putNull("usage");
        }
        stream.data(chunk);
    }
}
