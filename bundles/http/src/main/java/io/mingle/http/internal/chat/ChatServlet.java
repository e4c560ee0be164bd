package io.mingle.http.internal.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.understanding.Answer;
import io.mingle.broker.Broker;
import io.mingle.http.internal.Admission;
import io.mingle.http.internal.ApiServlet;
import io.mingle.http.internal.EventFeed;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.ask.Asker;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code POST /v1/chat/completions}. */
@Component(
        service = Servlet.class,
        property = "osgi.http.whiteboard.servlet.pattern=/v1/chat/completions")
public final class ChatServlet extends ApiServlet {

    private static final long serialVersionUID = 1L;

    private final transient Asker asker;

    @Activate
    public ChatServlet(@Reference Admission admission, @Reference Broker broker) {
        super(admission, "POST");
        this.asker = new Asker(broker);
    }

    @Override
    protected void answer(Exchange exchange) throws IOException {
        Asker.admit(exchange);
        JsonNode body = exchange.body();
        ChatRequest request =
                new ChatReader(
                                exchange.settings().answerTokens(),
                                exchange.lenient(),
                                exchange.media())
                        .read(body);
        String id = "chatcmpl-" + exchange.id().replace("req_", "");
        ChatHead head =
                new ChatHead(id, Instant.now().getEpochSecond(), request.question().model());
        try (EventFeed<Answer> feed = asker.ask(exchange, request.question())) {
            if (request.stream()) {
                new StreamedAnswer(exchange, head, request)
                        .send(feed, request.question().choices());
            } else {
                exchange.send(
                        200,
                        WholeAnswer.json(
                                head,
                                request.question().tools(),
                                feed.ends(exchange),
                                exchange.trace()));
            }
        }
    }
}
