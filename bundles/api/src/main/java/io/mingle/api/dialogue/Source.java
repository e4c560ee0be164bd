package io.mingle.api.dialogue;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.MingleException;
import io.mingle.api.event.End;
import io.mingle.api.event.Event;
import io.mingle.api.event.Failed;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Update;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A generation that is part of another one: cancelled with it, and passed on to it. */
final class Source<R> implements Flow.Subscriber<Event> {

    private final Generation<R> generation;
    private final Consumer<Update> updates;
    private final CompletableFuture<End> end = new CompletableFuture<>();

    private Source(Generation<R> generation, Consumer<Update> updates) {
        this.generation = generation;
        this.updates = updates;
    }

    /**
     * Begins it.
     *
     * @param whole what it is part of
     * @param updates takes what happens, one after the other
     * @throws CancelledException if the whole was cancelled
     */
    static <R> Source<R> of(
            Supplier<Generation<R>> begin, GenerationChannel<?> whole, Consumer<Update> updates) {
        whole.throwIfCancelled();
        Source<R> source = new Source<>(begin.get(), updates);
        whole.onCancel(source.generation::cancel);
        source.generation.subscribe(source);
        return source;
    }

    /** Asks it to end. */
    void cancel() {
        generation.cancel();
    }

    /** Returns the end, when all before it was told. */
    CompletableFuture<End> end() {
        return end;
    }

    /**
     * Waits for the end.
     *
     * @throws io.mingle.api.error.MingleException if it was not complete
     */
    @SuppressWarnings("unchecked") // It ends with results of its own kind alone.
    Finished<R> await() throws InterruptedException {
        try {
            End ended = end.get();
            if (ended instanceof Finished<?> finished) {
                return (Finished<R>) finished;
            }
            if (ended instanceof Failed failed) {
                throw failed.error();
            }
            throw new CancelledException("The answer was cancelled before it was complete.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MingleException error) {
                throw error;
            }
            throw new IllegalStateException("What happens could not be told", e.getCause());
        } catch (InterruptedException e) {
            generation.cancel();
            throw e;
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Event event) {
        if (event instanceof Update update) {
            updates.accept(update);
        } else {
            end.complete((End) event);
        }
    }

    @Override
    public void onError(Throwable error) {
        end.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        // The end was an event.
    }
}
