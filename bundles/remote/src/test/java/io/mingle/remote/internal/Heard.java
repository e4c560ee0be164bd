package io.mingle.remote.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.MingleException;
import io.mingle.api.event.End;
import io.mingle.api.event.Event;
import io.mingle.api.event.Failed;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.TextDelta;
import io.mingle.api.event.Update;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** Listens to a generation. */
final class Heard implements Flow.Subscriber<Event> {

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final CountDownLatch complete = new CountDownLatch(1);

    static Heard of(Generation<?> generation) {
        Heard heard = new Heard();
        generation.subscribe(heard);
        return heard;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Event event) {
        events.add(event);
    }

    @Override
    public void onError(Throwable error) {
        complete.countDown();
    }

    @Override
    public void onComplete() {
        complete.countDown();
    }

    /** Waits for the end. */
    End end() throws InterruptedException {
        assertTrue(complete.await(60, TimeUnit.SECONDS), "It does not end: " + events);
        return (End) events.get(events.size() - 1);
    }

    /** Waits for the end, which has to be a failure. */
    MingleException error() throws InterruptedException {
        End end = end();
        assertTrue(end instanceof Failed, end.toString());
        return ((Failed) end).error();
    }

    /** Waits for the end, which has to be a result. */
    <R> Finished<R> finished(Class<R> type) throws InterruptedException {
        End end = end();
        assertTrue(end instanceof Finished, end.toString());
        Finished<?> finished = (Finished<?>) end;
        return new Finished<>(type.cast(finished.result()), finished.usage(), finished.warnings());
    }

    String text() {
        StringBuilder text = new StringBuilder();
        of(TextDelta.class).forEach(it -> text.append(it.text()));
        return text.toString();
    }

    <U extends Update> List<U> of(Class<U> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
