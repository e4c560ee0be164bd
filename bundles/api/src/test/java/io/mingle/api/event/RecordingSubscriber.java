package io.mingle.api.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes down every signal, and notices when two come at once. */
final class RecordingSubscriber implements Flow.Subscriber<Event> {

    final List<Event> events = Collections.synchronizedList(new ArrayList<>());
    final List<Throwable> errors = new CopyOnWriteArrayList<>();
    final AtomicInteger completions = new AtomicInteger();
    final AtomicInteger overlaps = new AtomicInteger();
    private final AtomicInteger inside = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private final long atOnce;
    private final long afterEach;
    volatile Flow.Subscription subscription;

    RecordingSubscriber(long atOnce, long afterEach) {
        this.atOnce = atOnce;
        this.afterEach = afterEach;
    }

    static RecordingSubscriber ofEverything() {
        return new RecordingSubscriber(Long.MAX_VALUE, 0);
    }

    static RecordingSubscriber ofNothingYet() {
        return new RecordingSubscriber(0, 0);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (Event event : events) {
            if (event instanceof TextDelta delta) {
                text.append(delta.text());
            }
        }
        return text.toString();
    }

    boolean awaitEnd() throws InterruptedException {
        return over.await(10, TimeUnit.SECONDS);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (atOnce > 0) {
            given.request(atOnce);
        }
    }

    @Override
    public void onNext(Event event) {
        if (inside.incrementAndGet() > 1) {
            overlaps.incrementAndGet();
        }
        events.add(event);
        if (afterEach > 0) {
            subscription.request(afterEach);
        }
        inside.decrementAndGet();
    }

    @Override
    public void onError(Throwable error) {
        errors.add(error);
        over.countDown();
    }

    @Override
    public void onComplete() {
        completions.incrementAndGet();
        over.countDown();
    }
}
