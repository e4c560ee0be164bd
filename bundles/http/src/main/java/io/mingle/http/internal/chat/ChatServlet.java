package io.mingle.http.internal.chat;

import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.http.internal.Admission;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.ApiServlet;
import io.mingle.http.internal.EventFeed;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.Models;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.time.Duration;
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

    /** What a key has to name to be good for this. */
    private static final String SKILL = "understanding";

    private final transient Broker broker;
    private final transient Models models;

    @Activate
    public ChatServlet(@Reference Admission admission, @Reference Broker broker) {
        super(admission, "POST");
        this.broker = broker;
        this.models = new Models(broker);
    }

    @Override
    protected void answer(Exchange exchange) throws IOException {
        if (!exchange.caller().mayCall(SKILL)) {
            throw new ApiException(
                    ApiError.of(403, "skill-refused", "This key may not call the model itself."));
        }
        ChatRequest request = new ChatReader(exchange.settings()).read(exchange.body());
        models.check(request.model(), exchange.settings());
        String id = "chatcmpl-" + exchange.id().replace("req_", "");
        ChatHead head = new ChatHead(id, Instant.now().getEpochSecond(), request.model());
        Duration patience = Duration.ofMillis(exchange.settings().patienceMillis());
        try (EventFeed<Answer> feed =
                new EventFeed<>(
                        exchange.load(),
                        "chat",
                        request.choices(),
                        i ->
                                broker.generate(
                                        Understanding.class,
                                        patience,
                                        it ->
                                                it.ask(
                                                        request.conversation(),
                                                        seeded(request, i))))) {
            if (request.stream()) {
                new StreamedAnswer(exchange, head, request).send(feed);
            } else {
                exchange.send(200, WholeAnswer.json(head, feed.ends(exchange)));
            }
        }
    }

    /** Several answers to one request are to differ, and to be the same the next time. */
    private static GenerationOptions seeded(ChatRequest request, int choice) {
        return request.options().withSeed(request.options().seed() + choice);
    }
}
