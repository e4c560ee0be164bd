package io.mingle.http.internal.transcription;

import io.mingle.api.content.SoundSource;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.transcription.ContinuedTranscription;
import io.mingle.api.transcription.Transcript;
import io.mingle.api.transcription.TranscriptFormat;
import io.mingle.api.transcription.TranscriptWriting;
import io.mingle.api.transcription.Transcription;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.EventFeed;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.Models;
import io.mingle.http.internal.Offer;
import java.io.IOException;
import java.time.Duration;
import java.util.function.ToIntFunction;

/** Has recordings written down, for those who may ask for it. */
final class Transcriber {

    /** What a key has to name to be good for this. */
    private static final String SKILL = "transcribe";

    private final Broker broker;
    private final Models models;
    private final Offer offer;
    private final boolean translate;

    /**
     * @param bundles tells the state of the bundle with a symbolic name
     * @param translate whether English is written
     */
    Transcriber(Broker broker, ToIntFunction<String> bundles, boolean translate) {
        this.broker = broker;
        this.models = new Models(broker);
        this.offer = new Offer(broker, bundles, Transcription.class);
        this.translate = translate;
    }

    /**
     * Checks whether the caller may ask for it, and whether a bundle and the model in use can do
     * it, before anything of the request is read.
     *
     * @throws ApiException if not
     */
    void admit(Exchange exchange) {
        if (!exchange.caller().mayCall(SKILL)) {
            throw new ApiException(
                    ApiError.of(403, "skill-refused", "This key may not call " + SKILL + "."));
        }
        if (!offer.isThere()) {
            throw absent(
                    "No bundle that is installed writes down speech. Install io.mingle.audio. GET"
                            + " /v1/skills lists what can be done.");
        }
        try (Lease<Transcription> lease = broker.lease(Transcription.class, patience(exchange))) {
            check(lease.service());
        }
    }

    private void check(Transcription transcription) {
        try {
            transcription.longestSeconds();
        } catch (SkillUnavailableException e) {
            throw absent(e.getMessage());
        }
        if (translate && !transcription.translates()) {
            throw absent(
                    "The model in use knows too few words to translate. Ask for"
                            + " /v1/audio/transcriptions, or serve a larger model.");
        }
    }

    private static ApiException absent(String message) {
        return new ApiException(ApiError.of(501, "not-implemented", message));
    }

    private static Duration patience(Exchange exchange) {
        return Duration.ofMillis(exchange.settings().patienceMillis());
    }

    /** Answers a request. */
    void answer(Exchange exchange, TranscriptRequest request) throws IOException {
        exchange.trace()
                .made(
                        SKILL,
                        "text",
                        request.model().isPresent()
                                ? models.check(request.model().get(), exchange.lenient())
                                : models.name());
        try (EventFeed<Transcript> feed =
                new EventFeed<>(
                        exchange.load(),
                        exchange.trace(),
                        SKILL,
                        1,
                        i -> begin(exchange, request))) {
            if (request.stream()) {
                new StreamedTranscript(exchange, request.answer() == AnswerKind.VERBOSE_JSON)
                        .send(feed, 1);
            } else if (request.answer().format().isPresent()) {
                new PlainTranscript(
                                exchange,
                                request.answer(),
                                (transcript, format) -> written(exchange, transcript, format))
                        .send(feed);
            } else {
                Finished<Transcript> end = feed.ends(exchange).get(0);
                double temperature = request.options().generation().temperature();
                exchange.send(
                        200,
                        request.answer() == AnswerKind.JSON
                                ? TranscriptJson.plain(end)
                                : TranscriptJson.verbose(end, translate, temperature));
            }
        }
    }

    private Generation<Transcript> begin(Exchange exchange, TranscriptRequest request) {
        SoundSource sound = new SoundSource.InMemory(request.sound());
        return ContinuedTranscription.begin(
                request.options(),
                options ->
                        broker.generate(
                                Transcription.class,
                                patience(exchange),
                                it -> it.transcribe(sound, options)));
    }

    private String written(Exchange exchange, Transcript transcript, TranscriptFormat format) {
        try (Lease<TranscriptWriting> lease =
                broker.lease(TranscriptWriting.class, patience(exchange))) {
            return lease.service().write(transcript, format);
        }
    }
}
