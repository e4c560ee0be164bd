package io.mingle.itests.harness;

import io.mingle.api.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** Collects the events of a generation, asking for one at a time. */
public final class Collected implements Flow.Subscriber<Event> {

    private final List<Event> events = new ArrayList<>();
    private final CompletableFuture<List<Event>> all = new CompletableFuture<>();
    private Flow.Subscription subscription;

    /** Creates a subscriber for one generation. */
    public Collected() {}

    /**
     * Waits for the end.
     *
     * @param limit how long at most
     * @return all events in their order
     * @throws Exception if the limit passes or the stream signals an error
     */
    public List<Event> await(Duration limit) throws Exception {
        return all.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        subscription.request(1);
    }

    @Override
    public void onNext(Event event) {
        events.add(event);
        subscription.request(1);
    }

    @Override
    public void onError(Throwable error) {
        all.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        all.complete(List.copyOf(events));
    }
}
