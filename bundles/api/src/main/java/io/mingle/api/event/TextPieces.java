package io.mingle.api.event;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.MingleException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Passes on the text of a generation as it comes. */
public final class TextPieces {

    private TextPieces() {}

    /**
     * Waits for the end of a generation that nobody has subscribed to, and until all of its text
     * has been passed on.
     *
     * @param pieces takes each {@link TextDelta}, in order, on a thread of the generation. What it
     *     throws ends the generation and is thrown here
     * @param limit how long to wait at most
     * @return the complete result
     * @throws CancelledException if the generation was cancelled, did not end within the limit, or
     *     this thread was interrupted, which it is then still
     * @throws MingleException the error of the generation, if it failed
     */
    public static <R> Finished<R> join(
            Generation<R> generation, Consumer<String> pieces, Duration limit) {
        Passing passing = new Passing(pieces);
        generation.subscribe(passing);
        try {
            Finished<R> finished = generation.join(limit);
            passing.completed.await();
            return finished;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    "The last text of a result was waited for when the thread was interrupted. Ask"
                            + " again if it is still wanted.",
                    e);
        } catch (CancelledException e) {
            passing.throwIfRefused();
            throw e;
        }
    }

    private static final class Passing implements Flow.Subscriber<Event> {

        private final Consumer<String> pieces;
        private final CountDownLatch completed = new CountDownLatch(1);
        private volatile RuntimeException refusal;

        Passing(Consumer<String> pieces) {
            this.pieces = pieces;
        }

        void throwIfRefused() {
            if (refusal != null) {
                throw refusal;
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Event event) {
            if (event instanceof TextDelta delta) {
                try {
                    pieces.accept(delta.text());
                } catch (RuntimeException e) {
                    refusal = e;
                    throw e;
                }
            }
        }

        @Override
        public void onError(Throwable problem) {
            completed.countDown();
        }

        @Override
        public void onComplete() {
            completed.countDown();
        }
    }
}
