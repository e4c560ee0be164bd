package io.mingle.http.internal.ask;

import io.mingle.api.dialogue.SpokenAnswer;
import io.mingle.api.dialogue.SpokenAnswers;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.EventFeed;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.Models;
import io.mingle.http.internal.sound.LeasedModel;
import io.mingle.http.internal.sound.SpokenPieces;
import java.time.Duration;
import java.util.Optional;

/** Asks the model for those who may. */
public final class Asker {

    /** What a key has to name to be good for this. */
    private static final String SKILL = "understanding";

    private final Broker broker;
    private final Models models;

    public Asker(Broker broker) {
        this.broker = broker;
        this.models = new Models(broker);
    }

    /**
     * Checks whether the caller may ask, before anything of the request is read.
     *
     * @throws ApiException if not
     */
    public static void admit(Exchange exchange) {
        if (!exchange.caller().mayCall(SKILL)) {
            throw new ApiException(
                    ApiError.of(403, "skill-refused", "This key may not call the model itself."));
        }
    }

    /**
     * Begins to answer in words and in speech.
     *
     * @param speaking how to speak
     * @return to be closed, which ends what is still under way
     * @throws ApiException if it is another model that is asked
     */
    public EventFeed<SpokenAnswer> speak(
            Exchange exchange, Question question, SpeechOptions speaking) {
        exchange.trace().chat(models.check(question.model(), exchange.lenient()));
        Duration patience = Duration.ofMillis(exchange.settings().patienceMillis());
        LeasedModel model = new LeasedModel(broker, patience);
        return new EventFeed<>(
                exchange.load(),
                exchange.trace(),
                "chat",
                question.choices(),
                i ->
                        SpokenAnswers.answer(
                                model,
                                question.conversation(),
                                question.options(i),
                                Optional.of(speaking.withHeard(question.conversation())),
                                new SpokenPieces(question.tools().reader())));
    }

    /**
     * Begins to answer.
     *
     * @return to be closed, which ends what is still under way
     * @throws ApiException if it is another model that is asked
     */
    public EventFeed<Answer> ask(Exchange exchange, Question question) {
        exchange.trace().chat(models.check(question.model(), exchange.lenient()));
        Duration patience = Duration.ofMillis(exchange.settings().patienceMillis());
        return new EventFeed<>(
                exchange.load(),
                exchange.trace(),
                "chat",
                question.choices(),
                i ->
                        broker.generate(
                                Understanding.class,
                                patience,
                                it -> it.ask(question.conversation(), question.options(i))));
    }
}
