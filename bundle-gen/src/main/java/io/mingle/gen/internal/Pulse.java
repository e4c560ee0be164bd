package io.mingle.gen.internal;

import io.mingle.api.event.Event;
import io.mingle.api.event.Update;
import java.util.concurrent.Flow;

/** Counts the updates of a kind, and times the pauses between them. */
final class Pulse implements Flow.Subscriber<Event> {

    private final Class<? extends Update> kind;
    private long first;
    private long last;
    private long longest;
    private int count;
    private boolean ended;

    Pulse(Class<? extends Update> kind) {
        this.kind = kind;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public synchronized void onNext(Event event) {
        if (kind.isInstance(event)) {
            long now = System.nanoTime();
            if (count++ == 0) {
                first = now;
            } else {
                longest = Math.max(longest, now - last);
            }
            last = now;
        }
    }

    /** Returns how many there were so far. */
    synchronized int count() {
        return count;
    }

    /** Returns how many there were in a second, from the first to the last. */
    synchronized double perSecond() {
        return count < 2 ? 0 : (count - 1) * 1e9 / (last - first);
    }

    /** Returns the longest time between two of them, in seconds. */
    synchronized double longestPause() {
        return longest / 1e9;
    }

    @Override
    public synchronized void onError(Throwable error) {
        ended = true;
    }

    @Override
    public synchronized void onComplete() {
        ended = true;
    }

    /** Tells whether there will be no more. */
    synchronized boolean hasEnded() {
        return ended;
    }
}
