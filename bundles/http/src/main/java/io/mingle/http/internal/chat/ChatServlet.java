package io.mingle.http.internal.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.dialogue.SpokenAnswer;
import io.mingle.api.event.Finished;
import io.mingle.api.speech.Voice;
import io.mingle.api.understanding.Answer;
import io.mingle.broker.Broker;
import io.mingle.http.internal.Admission;
import io.mingle.http.internal.ApiServlet;
import io.mingle.http.internal.BundleState;
import io.mingle.http.internal.EventFeed;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.ask.Asker;
import io.mingle.http.internal.speech.SoundWriting;
import io.mingle.http.internal.speech.Speakers;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.ToIntFunction;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code POST /v1/chat/completions}. */
@Component(
        service = Servlet.class,
        property = "osgi.http.whiteboard.servlet.pattern=/v1/chat/completions")
public final class ChatServlet extends ApiServlet {

    private static final long serialVersionUID = 1L;

    private final transient Broker broker;

    private final transient Asker asker;

    private final transient Speakers speakers;

    @Activate
    public ChatServlet(
            @Reference Admission admission, @Reference Broker broker, BundleContext context) {
        this(admission, broker, it -> BundleState.of(context, it));
    }

    /** Makes one that knows nothing of a framework. */
    public ChatServlet(Admission admission, Broker broker, ToIntFunction<String> bundles) {
        super(admission, "POST");
        this.broker = broker;
        this.asker = new Asker(broker);
        this.speakers = new Speakers(broker, bundles);
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
        if (request.spoken().isPresent()) {
            speak(exchange, head, request, request.spoken().get());
            return;
        }
        try (EventFeed<Answer> feed = asker.ask(exchange, request.question())) {
            if (request.stream()) {
                new StreamedAnswer<Answer>(exchange, head, request, it -> it)
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

    private void speak(Exchange exchange, ChatHead head, ChatRequest request, SpokenForm form)
            throws IOException {
        List<String> voices = speakers.admit(exchange).stream().map(Voice::name).toList();
        try (SoundWriting writing = form.writing(broker);
                EventFeed<SpokenAnswer> feed =
                        asker.speak(
                                exchange,
                                request.question(),
                                form.speaking(voices, exchange.lenient()))) {
            if (request.stream()) {
                new StreamedAnswer<SpokenAnswer>(exchange, head, request, SpokenAnswer::answer)
                        .send(feed, 1);
            } else {
                WholeSound sound = new WholeSound();
                Finished<SpokenAnswer> end = feed.ends(exchange, sound::take).get(0);
                exchange.send(
                        200,
                        WholeAnswer.spoken(
                                head,
                                request.question().tools(),
                                end,
                                form.json(head, sound, writing),
                                exchange.trace()));
            }
        }
    }
}
