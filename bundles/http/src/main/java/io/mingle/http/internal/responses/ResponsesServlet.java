package io.mingle.http.internal.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.event.Finished;
import io.mingle.api.understanding.Answer;
import io.mingle.broker.Broker;
import io.mingle.http.internal.Admission;
import io.mingle.http.internal.ApiServlet;
import io.mingle.http.internal.BundleState;
import io.mingle.http.internal.EventFeed;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.ask.Asker;
import io.mingle.http.internal.tools.AnswerReader;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.time.Instant;
import java.util.function.ToIntFunction;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code POST /v1/responses}. */
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=/v1/responses")
public final class ResponsesServlet extends ApiServlet {

    private static final long serialVersionUID = 1L;

    private final transient Asker asker;
    private final transient PictureCalls pictures;

    @Activate
    public ResponsesServlet(
            @Reference Admission admission, @Reference Broker broker, BundleContext context) {
        this(admission, broker, it -> BundleState.of(context, it));
    }

    /** Makes one that knows nothing of a framework. */
    public ResponsesServlet(Admission admission, Broker broker, ToIntFunction<String> bundles) {
        super(admission, "POST");
        this.asker = new Asker(broker);
        this.pictures = new PictureCalls(broker, bundles);
    }

    @Override
    protected void answer(Exchange exchange) throws IOException {
        if (!exchange.caller().mayCall("draw") && !exchange.caller().mayCall("edit")) {
            Asker.admit(exchange);
        }
        JsonNode body = exchange.body();
        ResponseRequest request =
                new ResponseReader(
                                exchange.settings().answerTokens(),
                                exchange.lenient(),
                                exchange.media())
                        .read(body);
        ResponseHead head =
                new ResponseHead(
                        exchange.id().replace("req_", ""),
                        Instant.now().getEpochSecond(),
                        request.question().model(),
                        request.parameters());
        if (request.picture().isPresent()) {
            pictures.answer(exchange, head, request.picture().get());
            return;
        }
        Asker.admit(exchange);
        try (EventFeed<Answer> feed = asker.ask(exchange, request.question())) {
            if (request.stream()) {
                new StreamedResponse(exchange, head, request.question().tools()).send(feed, 1);
            } else {
                Finished<Answer> end = feed.ends(exchange).get(0);
                Answer answer = end.result();
                AnswerReader read = request.question().tools().reader().read(answer);
                exchange.trace().answered(read.finishReason(answer.reason()));
                exchange.send(
                        200,
                        head.ended(
                                Items.of(head.key(), read, answer),
                                read.isCut(answer.reason()),
                                end.usage()));
            }
        }
    }
}
