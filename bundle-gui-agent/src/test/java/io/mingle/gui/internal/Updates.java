package io.mingle.gui.internal;

import io.mingle.api.event.End;
import io.mingle.api.event.Event;
import io.mingle.api.event.Generation;
import io.mingle.api.event.Update;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Hears all that a generation publishes. */
final class Updates {

    private Updates() {}

    /** Listens until it has ended. */
    static void of(Generation<?> generation, Consumer<Update> consumer)
            throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        generation.subscribe(
                new Flow.Subscriber<>() {
                    @Override
                    public void onSubscribe(Flow.Subscription subscription) {
                        subscription.request(Long.MAX_VALUE);
                    }

                    @Override
                    public void onNext(Event event) {
                        if (event instanceof End) {
                            ended.countDown();
                        } else {
                            consumer.accept((Update) event);
                        }
                    }

                    @Override
                    public void onError(Throwable error) {
                        ended.countDown();
                    }

                    @Override
                    public void onComplete() {
                        ended.countDown();
                    }
                });
        ended.await();
    }
}
