package io.mingle.http.internal.speech;

import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.speech.Voice;
import io.mingle.broker.Broker;
import io.mingle.http.internal.Admission;
import io.mingle.http.internal.ApiServlet;
import io.mingle.http.internal.BundleState;
import io.mingle.http.internal.EventFeed;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.Fields;
import io.mingle.http.internal.Models;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code POST /v1/audio/speech}: speaks text. */
@Component(
        service = Servlet.class,
        property = "osgi.http.whiteboard.servlet.pattern=/v1/audio/speech")
public final class SpeechServlet extends ApiServlet {

    private static final long serialVersionUID = 1L;

    private static final String OPERATION = "speak";

    private final transient Broker broker;
    private final transient Models models;
    private final transient Speakers speakers;

    @Activate
    public SpeechServlet(
            @Reference Admission admission, @Reference Broker broker, BundleContext context) {
        this(admission, broker, it -> BundleState.of(context, it));
    }

    /** Makes one that knows nothing of a framework. */
    public SpeechServlet(Admission admission, Broker broker, ToIntFunction<String> bundles) {
        super(admission, "POST");
        this.broker = broker;
        this.models = new Models(broker);
        this.speakers = new Speakers(broker, bundles);
    }

    @Override
    protected void answer(Exchange exchange) throws IOException {
        List<Voice> voices = speakers.admit(exchange);
        SpeechRequest request =
                new SpeechRequestReader(new Fields(exchange.body()), exchange.lenient()).read();
        exchange.trace()
                .speech(
                        OPERATION,
                        request.model().isPresent()
                                ? models.check(request.model().get(), exchange.lenient())
                                : models.name());
        SpeechOptions options = options(request.options(), voices, exchange.lenient());
        Duration patience = Duration.ofMillis(exchange.settings().patienceMillis());
        try (SoundWriting writing = SoundWriting.of(broker, request.format());
                EventFeed<Speech> feed =
                        new EventFeed<>(
                                exchange.load(),
                                exchange.trace(),
                                OPERATION,
                                1,
                                i ->
                                        broker.generate(
                                                SpeechSynthesis.class,
                                                patience,
                                                it -> it.speak(request.input(), options)))) {
            if (request.events()) {
                StreamedSpeech.events(exchange, writing).send(feed, 1);
            } else {
                StreamedSpeech.send(exchange, feed, writing);
            }
        }
    }

    /** Clients that cannot choose ask for a voice of somebody else's. */
    private static SpeechOptions options(SpeechOptions asked, List<Voice> voices, boolean lenient) {
        boolean known =
                asked.voice().isEmpty()
                        || voices.stream().anyMatch(it -> it.name().equals(asked.voice().get()));
        return known || !lenient ? asked : asked.withVoice(null);
    }
}
