package io.mingle.http.internal.realtime;

import io.mingle.api.event.Event;
import java.io.IOException;
import java.util.concurrent.Flow;

/**
 * Listens to a generation, and has each event taken by a session's thread. While that has much to
 * do the generation waits, which slows down nobody else.
 */
final class Listening implements Flow.Subscriber<Event> {

    /** Takes an event on the session's thread. */
    @FunctionalInterface
    interface Taker {
        void take(Event event) throws IOException;
    }

    private final Mailbox mailbox;
    private final Taker taker;

    Listening(Mailbox mailbox, Taker taker) {
        this.mailbox = mailbox;
        this.taker = taker;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Event event) {
        mailbox.put(() -> taker.take(event));
    }

    @Override
    public void onError(Throwable error) {
        // Only a wrong subscriber hears of it, and this one asks for all.
    }

    @Override
    public void onComplete() {
        // The end was an event.
    }
}
