package io.mingle.audio.internal.recognition;

import io.mingle.api.error.CancelledException;
import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.TextDelta;
import io.mingle.api.understanding.Answer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Takes the text of an answer as it comes, and waits for its end. */
final class AwaitedAnswer implements Flow.Subscriber<Event> {

    /** A stretch of speech takes seconds; hours mean that nobody will ever answer. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Consumer<String> text;
    private final CountDownLatch completed = new CountDownLatch(1);

    private AwaitedAnswer(Consumer<String> text) {
        this.text = text;
    }

    /**
     * Waits for an answer.
     *
     * @param text takes each piece of it, on a thread of the answer; not after this has returned
     */
    static Finished<Answer> of(Generation<Answer> generation, Consumer<String> text) {
        AwaitedAnswer awaited = new AwaitedAnswer(text);
        generation.subscribe(awaited);
        try {
            return generation.join(LONGEST);
        } finally {
            awaited.complete();
        }
    }

    /** The last pieces may still be on their way when the end is known. */
    private void complete() {
        try {
            completed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    "Speech was being written down when its thread was interrupted. Ask again if"
                            + " it is still wanted.",
                    e);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Event event) {
        if (event instanceof TextDelta delta) {
            text.accept(delta.text());
        }
    }

    @Override
    public void onError(Throwable error) {
        completed.countDown();
    }

    @Override
    public void onComplete() {
        completed.countDown();
    }
}
