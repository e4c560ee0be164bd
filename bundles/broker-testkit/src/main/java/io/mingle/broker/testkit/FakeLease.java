package io.mingle.broker.testkit;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.End;
import io.mingle.api.event.Event;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.broker.Call;
import io.mingle.broker.Lease;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** A lease of a {@link FakeBroker}, which counts it until it is closed. */
final class FakeLease<T> implements Lease<T> {

    private final T service;
    private final String name;
    private final String provider;
    private final Consumer<FakeLease<?>> onClose;
    private final long begun = System.nanoTime();
    private volatile Generation<?> generation;
    private volatile boolean closed;

    FakeLease(T service, String name, String provider, Consumer<FakeLease<?>> onClose) {
        this.service = service;
        this.name = name;
        this.provider = provider;
        this.onClose = onClose;
    }

    @Override
    public T service() {
        if (closed) {
            throw new InvalidRequestException(
                    "A service was asked of a lease on %s that has been closed. Take another lease."
                            .formatted(name));
        }
        return service;
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public void close() {
        closed = true;
        onClose.accept(this);
    }

    boolean isOn(Object provided) {
        return service == provided;
    }

    Call call() {
        Generation<?> held = generation;
        return new Call(
                held == null ? 0 : held.number(),
                name,
                provider,
                Duration.ofNanos(System.nanoTime() - begun));
    }

    boolean cancel(long number) {
        Generation<?> held = generation;
        if (held == null || held.number() != number) {
            return false;
        }
        held.cancel();
        return true;
    }

    /** Passes a generation on, and closes the lease just before it tells its end. */
    <R> Generation<R> until(Generation<R> source) {
        generation = source;
        GenerationChannel<R> channel = new GenerationChannel<>(source);
        channel.onCancel(source::cancel);
        source.subscribe(
                new Flow.Subscriber<Event>() {
                    @Override
                    public void onSubscribe(Flow.Subscription subscription) {
                        subscription.request(Long.MAX_VALUE);
                    }

                    @Override
                    public void onNext(Event event) {
                        if (event instanceof End) {
                            close();
                        }
                        channel.pass(event);
                    }

                    @Override
                    public void onError(Throwable error) {
                        close();
                        channel.failed(error);
                    }

                    @Override
                    public void onComplete() {
                        close();
                        channel.failed(new IllegalStateException("It completed without an end"));
                    }
                });
        return channel;
    }
}
