package io.mingle.document.internal;

import io.mingle.api.error.CancelledException;
import io.mingle.api.event.Event;
import io.mingle.api.event.TextDelta;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Passes on the text of an answer as it comes. */
final class TextPieces implements Flow.Subscriber<Event> {

    private final Consumer<String> pieces;
    private final CountDownLatch end = new CountDownLatch(1);

    TextPieces(Consumer<String> pieces) {
        this.pieces = pieces;
    }

    /** Waits until all has been passed on, which it soon is when an answer has ended. */
    void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("The answer was interrupted.", e);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Event event) {
        if (event instanceof TextDelta delta) {
            pieces.accept(delta.text());
        }
    }

    @Override
    public void onError(Throwable problem) {
        end.countDown();
    }

    @Override
    public void onComplete() {
        end.countDown();
    }
}
