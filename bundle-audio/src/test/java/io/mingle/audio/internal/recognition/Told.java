package io.mingle.audio.internal.recognition;

import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.TextDelta;
import io.mingle.api.transcription.PartialText;
import io.mingle.api.transcription.Segment;
import io.mingle.api.transcription.SegmentHeard;
import io.mingle.api.transcription.Transcript;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;

/** What a listener of a transcription is told. */
final class Told implements Flow.Subscriber<Event> {

    private static final Duration LIMIT = Duration.ofSeconds(100);

    final List<Event> events = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Generation<Transcript> generation;

    private Told(Generation<Transcript> generation) {
        this.generation = generation;
    }

    static Told of(Generation<Transcript> generation) {
        Told told = new Told(generation);
        generation.subscribe(told);
        return told;
    }

    Finished<Transcript> finished() {
        Finished<Transcript> finished = generation.join(LIMIT);
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return finished;
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

    List<Segment> segments() {
        return of(SegmentHeard.class).stream().map(SegmentHeard::segment).toList();
    }

    List<PartialText> partials() {
        return of(PartialText.class);
    }

    private <E> List<E> of(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
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
        over.countDown();
    }

    @Override
    public void onComplete() {
        over.countDown();
    }
}
