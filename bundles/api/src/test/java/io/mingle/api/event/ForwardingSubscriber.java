package io.mingle.api.event;

import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Asks for everything and hands every event to a function. */
final class ForwardingSubscriber implements Flow.Subscriber<Event> {

    private final Consumer<Event> target;
    int count;
    Throwable error;

    ForwardingSubscriber(Consumer<Event> target) {
        this.target = target;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Event event) {
        count++;
        target.accept(event);
    }

    @Override
    public void onError(Throwable given) {
        error = given;
    }

    @Override
    public void onComplete() {
        // Nothing to do.
    }
}
