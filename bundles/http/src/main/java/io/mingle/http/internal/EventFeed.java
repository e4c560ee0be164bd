package io.mingle.http.internal;

import io.mingle.api.drawing.Drawings;
import io.mingle.api.error.CancelledException;
import io.mingle.api.event.Cancelled;
import io.mingle.api.event.Event;
import io.mingle.api.event.Failed;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.TextDelta;
import io.mingle.http.internal.trace.RequestTrace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * The events of generations that answer one request, under way side by side, for the thread that
 * serves it. Those that have not ended by the close are cancelled.
 */
public final class EventFeed<R> implements AutoCloseable {

    /** How soon a client that has gone is noticed. */
    private static final Duration BEAT = Duration.ofSeconds(1);

    /**
     * For so long a result that has not begun keeps its status open, so that a failure still has
     * one of its own.
     */
    private static final Duration UNTIL_THE_FIRST_UPDATE = Duration.ofSeconds(15);

    /**
     * What has happened to one of them.
     *
     * @param index which one
     * @param event what; never a {@link Failed} or a {@link Cancelled}, which are thrown
     */
    public record News(int index, Event event) {}

    private final Load load;
    private final RequestTrace trace;
    private final String operation;
    private final long asked = System.nanoTime();
    private final List<Generation<R>> generations = new ArrayList<>();
    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();

    /**
     * Begins them.
     *
     * @param load is told of them
     * @param trace gets a span for the wait and one for each
     * @param operation what figures call them, {@code chat} or the name of a skill
     * @param begin begins the one with an index
     */
    public EventFeed(
            Load load,
            RequestTrace trace,
            String operation,
            int count,
            IntFunction<Generation<R>> begin) {
        this.load = load;
        this.trace = trace;
        this.operation = operation;
        load.arrived();
        RequestTrace.Part queue = trace.part("queue");
        try {
            for (int i = 0; i < count; i++) {
                generations.add(begin.apply(i));
                generations.get(i).subscribe(new Listener(i, trace.part("generate")));
            }
        } catch (RuntimeException | Error e) {
            load.refused();
            queue.failed(e);
            cancel();
            throw e;
        }
        queue.end();
        load.begun();
        load.meters().queued(operation, System.nanoTime() - asked);
    }

    /**
     * Waits for what happens next.
     *
     * @return null if nothing has for a while: time to see whether the client is there
     * @throws io.mingle.api.error.MingleException if one of them has failed or was cancelled
     */
    public News next() {
        News next;
        try {
            next = news.poll(BEAT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("The server ended the request before it was answered.");
        }
        if (next != null && next.event() instanceof Failed failed) {
            throw failed.error();
        }
        if (next != null && next.event() instanceof Cancelled) {
            throw new CancelledException("The answer was cancelled before it was complete.");
        }
        return next;
    }

    /**
     * Waits for the ends of all, and meanwhile sees whether the client is there.
     *
     * @return in the order of their indexes
     * @throws ClientGoneException if it is not
     * @throws io.mingle.api.error.MingleException if one of them has failed or was cancelled
     */
    public List<Finished<R>> ends(Exchange exchange) throws IOException {
        return ends(exchange, news -> {});
    }

    /**
     * Waits for the ends of all as {@link #ends(Exchange)} does.
     *
     * @param updates takes what happens until then
     */
    public List<Finished<R>> ends(Exchange exchange, Consumer<News> updates) throws IOException {
        List<Finished<R>> ends = new ArrayList<>(Collections.nCopies(generations.size(), null));
        long beat = System.nanoTime() + UNTIL_THE_FIRST_UPDATE.toNanos();
        boolean begun = false;
        while (ends.contains(null)) {
            News next = next();
            if (next != null && next.event() instanceof Finished<?> finished) {
                ends.set(next.index(), own(finished));
            } else if (next != null) {
                updates.accept(next);
                beat = begun ? beat : System.nanoTime() + BEAT.toNanos();
                begun = true;
            }
            if (System.nanoTime() - beat >= 0 && ends.contains(null)) {
                exchange.keepWaiting();
                beat = System.nanoTime() + BEAT.toNanos();
            }
        }
        return ends;
    }

    /** Says what kind of result it is: the events of a generation do not. */
    @SuppressWarnings("unchecked")
    public Finished<R> own(Finished<?> finished) {
        return (Finished<R>) finished;
    }

    @Override
    public void close() {
        load.ended();
        cancel();
    }

    private void cancel() {
        generations.forEach(Generation::cancel);
    }

    /** Takes all events: there are no more of them than tokens. */
    private final class Listener implements Flow.Subscriber<Event> {

        private final int index;
        private final RequestTrace.Part part;
        private long first = -1;

        Listener(int index, RequestTrace.Part part) {
            this.index = index;
            this.part = part;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Event event) {
            long now = System.nanoTime();
            if (event instanceof TextDelta && first < 0) {
                first = now;
                part.begun();
                load.meters().begun(operation, now - asked);
            }
            if (event instanceof TextDelta) {
                load.token();
            } else if (event instanceof Finished<?> finished) {
                long sinceFirst = first < 0 ? -1 : now - first;
                load.meters().finished(operation, finished.usage(), now - asked, sinceFirst);
                trace.used(finished.usage());
                if (finished.result() instanceof Drawings drawn) {
                    load.meters().drawn(operation, drawn.pictures().size());
                }
                part.end();
            } else if (event instanceof Failed failed) {
                part.failed(failed.error());
            } else if (event instanceof Cancelled) {
                part.failed(new CancelledException("Nobody waits for it."));
            }
            news.add(new News(index, event));
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
}
