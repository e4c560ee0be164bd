package io.mingle.http.internal.images;

import io.mingle.api.drawing.Drawing;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.BundleState;
import io.mingle.http.internal.EventFeed;
import io.mingle.http.internal.Exchange;
import io.mingle.http.internal.Models;
import io.mingle.http.internal.Offer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Has pictures made by a service, for those who may ask for it.
 *
 * @param <T> the service
 */
public final class PictureMaker<T> {

    private final Broker broker;
    private final Models models;
    private final Class<T> service;
    private final String skill;
    private final String kind;
    private final Offer offer;

    /**
     * @param bundles tells the state of the bundle with a symbolic name, as {@link BundleState}
     * @param skill what a key has to name to be good for it, and figures call it
     * @param kind what the events' names begin with
     */
    public PictureMaker(
            Broker broker,
            ToIntFunction<String> bundles,
            Class<T> service,
            String skill,
            String kind) {
        this.broker = broker;
        this.offer = new Offer(broker, bundles, service);
        this.models = new Models(broker);
        this.service = service;
        this.skill = skill;
        this.kind = kind;
    }

    /**
     * Checks whether the caller may ask for it, and whether a bundle and the model in use make
     * pictures, before anything of the request is read.
     *
     * @throws ApiException if not
     */
    public void admit(Exchange exchange) {
        if (!exchange.caller().mayCall(skill)) {
            throw new ApiException(
                    ApiError.of(403, "skill-refused", "This key may not call " + skill + "."));
        }
        if (!offer.isThere()) {
            throw absent(
                    "No bundle that is installed makes pictures. Install io.mingle.gen. GET"
                            + " /v1/skills lists what can be done.");
        }
        Duration patience = Duration.ofMillis(exchange.settings().patienceMillis());
        try (Lease<Drawing> lease = broker.lease(Drawing.class, patience)) {
            checkModel(lease.service());
        }
    }

    /** Whoever edits draws as well, and knows whether the model in use does. */
    private static void checkModel(Drawing drawing) {
        try {
            drawing.sizes();
        } catch (SkillUnavailableException e) {
            throw absent(e.getMessage());
        }
    }

    private static ApiException absent(String message) {
        return new ApiException(ApiError.of(501, "not-implemented", message));
    }

    /**
     * Answers a request.
     *
     * @param make begins it
     */
    void answer(
            Exchange exchange,
            PictureRequest request,
            Function<? super T, Generation<Drawings>> make)
            throws IOException {
        long created = Instant.now().getEpochSecond();
        try (EventFeed<Drawings> feed = begin(exchange, request, make)) {
            if (request.stream()) {
                new StreamedPicture(exchange, kind, created, request).send(feed, 1);
            } else {
                exchange.send(
                        200,
                        PictureJson.answer(created, request.format(), feed.ends(exchange).get(0)));
            }
        }
    }

    /**
     * Begins to make pictures.
     *
     * @param make begins it
     * @return to be closed, which ends what is still under way
     * @throws ApiException if it is another model that is asked
     */
    public EventFeed<Drawings> begin(
            Exchange exchange,
            PictureRequest request,
            Function<? super T, Generation<Drawings>> make) {
        exchange.trace()
                .made(
                        skill,
                        "image",
                        request.model().isPresent()
                                ? models.check(request.model().get(), exchange.lenient())
                                : models.name());
        Duration patience = Duration.ofMillis(exchange.settings().patienceMillis());
        return new EventFeed<>(
                exchange.load(),
                exchange.trace(),
                skill,
                1,
                i -> broker.generate(service, patience, make));
    }
}
