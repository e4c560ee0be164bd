package io.mingle.http.internal;

import io.mingle.api.error.MingleException;
import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import java.io.IOException;

/**
 * An answer that is sent as it comes. It begins with the first news, so that a failure before it
 * has a status of its own; after that, a failure is its last event. Used once, by the thread that
 * serves the request.
 */
public abstract class Streamed<R> {

    /** A part of the answer. */
    @FunctionalInterface
    public interface Work {
        void run() throws IOException;
    }

    private final Exchange exchange;
    private EventStream stream;

    protected Streamed(Exchange exchange) {
        this.exchange = exchange;
    }

    /**
     * Sends all that happens until some generations have ended.
     *
     * @param count how many
     * @throws ClientGoneException if nobody listens any more
     * @throws MingleException if one of them has failed, or was cancelled, before the first event
     */
    public final void send(EventFeed<R> feed, int count) throws IOException {
        attempt(
                () -> {
                    for (int ended = 0; ended < count; ) {
                        EventFeed.News news = feed.next();
                        if (news != null && news.event() instanceof Finished<?> finished) {
                            end(news.index(), feed.own(finished));
                            ended++;
                        } else if (news != null) {
                            tell(news.index(), news.event());
                        }
                        if (news == null || stream != null) {
                            beat();
                        }
                    }
                    finish();
                });
    }

    /** Tells the client, where it has not heard for a while, that it is not forgotten. */
    public final void beat() throws IOException {
        stream().beat();
    }

    /**
     * Does what has to be done for the answer, such as {@link #send}.
     *
     * @throws MingleException if it fails before the first event; later, the failure is an event
     */
    public final void attempt(Work work) throws IOException {
        try {
            work.run();
        } catch (MingleException e) {
            if (stream == null) {
                throw e;
            }
            ApiError error = ApiError.of(e);
            exchange.ended(error);
            fail(error);
        }
    }

    /** Returns the events, begun with the first call. */
    protected final EventStream stream() throws IOException {
        if (stream == null) {
            stream = exchange.events();
            begin();
        }
        return stream;
    }

    /** Sends what comes before all else. */
    protected abstract void begin() throws IOException;

    /** Sends what has happened to one of the generations, if it is of interest. */
    protected abstract void tell(int index, Event event) throws IOException;

    /** Sends the end of one of the generations. */
    protected abstract void end(int index, Finished<R> finished) throws IOException;

    /** Sends what comes after all else. */
    protected abstract void finish() throws IOException;

    /** Sends a failure, the last event. */
    protected abstract void fail(ApiError error) throws IOException;
}
