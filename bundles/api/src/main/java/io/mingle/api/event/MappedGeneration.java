package io.mingle.api.event;

import java.util.concurrent.Flow;
import java.util.function.Function;

/** Passes a generation on with another result. */
final class MappedGeneration<R, S> implements Flow.Subscriber<Event> {

    private final Function<? super R, ? extends S> function;
    private final GenerationChannel<S> channel;

    private MappedGeneration(
            Function<? super R, ? extends S> function, GenerationChannel<S> channel) {
        this.function = function;
        this.channel = channel;
    }

    static <R, S> Generation<S> of(
            Generation<R> source, Function<? super R, ? extends S> function) {
        GenerationChannel<S> channel = new GenerationChannel<>(source);
        channel.onCancel(source::cancel);
        source.subscribe(new MappedGeneration<R, S>(function, channel));
        return channel;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    @SuppressWarnings("unchecked") // The source ends with results of its own kind alone.
    public void onNext(Event event) {
        if (event instanceof Finished<?> finished) {
            S result;
            try {
                result = function.apply((R) finished.result());
            } catch (RuntimeException | Error e) {
                channel.failed(e);
                return;
            }
            channel.finished(result, finished.usage(), finished.warnings());
        } else {
            channel.pass(event);
        }
    }

    @Override
    public void onError(Throwable error) {
        channel.failed(error);
    }

    /** Without effect after an end, and every stream has one. */
    @Override
    public void onComplete() {
        channel.failed(new IllegalStateException("The stream ended without a last event"));
    }
}
