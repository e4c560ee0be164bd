package io.mingle.host.load;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.MingleException;
import io.mingle.api.event.Cancelled;
import io.mingle.api.event.Event;
import io.mingle.api.event.Failed;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.TextDelta;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.host.Mingle;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** The same question without HTTP: what a server could do at best. */
public final class FacadeAsker implements Asker {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Mingle mingle;
    private final Conversation conversation;
    private final GenerationOptions options;

    public FacadeAsker(Mingle mingle, LoadQuestion question) {
        this.mingle = mingle;
        this.conversation = question.conversation();
        this.options = GenerationOptions.GREEDY.withMaxTokens(question.tokens());
    }

    @Override
    public Reply ask() throws InterruptedException {
        Listener listener = new Listener();
        try {
            Generation<Answer> answer = mingle.ask(conversation, options);
            try {
                answer.subscribe(listener);
                return listener.reply();
            } finally {
                answer.cancel();
            }
        } catch (MingleException e) {
            return failure(listener.begun, e);
        }
    }

    private static Reply failure(long begun, MingleException error) {
        return error.retryable()
                ? Reply.refused(begun, error.code(), Duration.ofSeconds(1))
                : Reply.failed(begun, error.code());
    }

    private static final class Listener implements Flow.Subscriber<Event> {

        private final long begun = System.nanoTime();
        private final CountDownLatch over = new CountDownLatch(1);
        private long first;
        private volatile Reply reply;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Event event) {
            if (event instanceof TextDelta && first == 0) {
                first = System.nanoTime();
            } else if (event instanceof Finished<?> finished) {
                reply =
                        Reply.answered(
                                begun,
                                first == 0 ? System.nanoTime() : first,
                                finished.usage().completionTokens());
            } else if (event instanceof Failed failed) {
                reply = failure(begun, failed.error());
            } else if (event instanceof Cancelled) {
                reply = Reply.failed(begun, "cancelled");
            }
        }

        @Override
        public void onError(Throwable error) {
            over.countDown();
        }

        @Override
        public void onComplete() {
            over.countDown();
        }

        Reply reply() throws InterruptedException {
            boolean ended = over.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            return ended && reply != null
                    ? reply
                    : Reply.failed(begun, "no end within " + LONGEST.toSeconds() + " s");
        }
    }
}
