package io.mingle.broker.testkit;

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

/**
 * What a listener is told of a generation, as it is told. May be asked from any thread; whatever
 * waits does so for a minute and then fails the test with an {@link AssertionError}.
 *
 * <pre>{@code
 * Heard heard = Heard.of(understanding.ask(question, options));
 * assertEquals("red", heard.finished(Answer.class).result().text());
 * assertEquals("red", heard.text());
 * }</pre>
 */
public final class Heard implements Flow.Subscriber<Event> {

    private static final long SECONDS = 60;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final CountDownLatch complete = new CountDownLatch(1);

    private Heard() {}

    /**
     * Listens.
     *
     * @param generation that nobody listens to yet
     * @return what is told of it
     */
    public static Heard of(Generation<?> generation) {
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

    /**
     * Tells whether it has ended.
     *
     * @return once true, never false again
     */
    public boolean hasEnded() {
        return complete.getCount() == 0;
    }

    /**
     * Waits for the end.
     *
     * @return the last event
     * @throws InterruptedException if the thread is interrupted
     */
    public End end() throws InterruptedException {
        List<Event> all = all();
        if (all.isEmpty() || !(all.get(all.size() - 1) instanceof End end)) {
            throw new AssertionError("It has no end: " + all);
        }
        return end;
    }

    /**
     * Waits for the end.
     *
     * @return all events in their order
     * @throws InterruptedException if the thread is interrupted
     */
    public List<Event> all() throws InterruptedException {
        if (!complete.await(SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("It does not end: " + events);
        }
        return List.copyOf(events);
    }

    /**
     * Waits for the end, which has to be a failure.
     *
     * @return why it failed
     * @throws InterruptedException if the thread is interrupted
     */
    public MingleException error() throws InterruptedException {
        End end = end();
        if (end instanceof Failed failed) {
            return failed.error();
        }
        throw new AssertionError("It did not fail: " + end);
    }

    /**
     * Waits for the end, which has to be a result.
     *
     * @param type its kind
     * @return it, with what it took
     * @param <R> the kind of result
     * @throws InterruptedException if the thread is interrupted
     */
    public <R> Finished<R> finished(Class<R> type) throws InterruptedException {
        End end = end();
        if (end instanceof Finished<?> finished) {
            return new Finished<>(
                    type.cast(finished.result()), finished.usage(), finished.warnings());
        }
        throw new AssertionError("It did not finish: " + end);
    }

    /**
     * Returns the text that has come so far.
     *
     * @return all pieces in a row
     */
    public String text() {
        StringBuilder text = new StringBuilder();
        of(TextDelta.class).forEach(it -> text.append(it.text()));
        return text.toString();
    }

    /**
     * Returns the updates of a kind that have come so far.
     *
     * @param type their kind
     * @return in their order
     * @param <U> their kind
     */
    public <U extends Update> List<U> of(Class<U> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /**
     * Returns what has come so far.
     *
     * @return in its order
     */
    public List<Event> events() {
        return List.copyOf(events);
    }
}
