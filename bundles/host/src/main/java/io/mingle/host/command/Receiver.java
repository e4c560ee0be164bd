package io.mingle.host.command;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.MingleException;
import io.mingle.api.event.End;
import io.mingle.api.event.Event;
import io.mingle.api.event.Failed;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.TextDelta;
import io.mingle.api.event.Update;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Receives a generation: passes its updates on as they come, and keeps how it ended. */
final class Receiver implements Flow.Subscriber<Event> {

    private final Consumer<Update> updates;
    private final CompletableFuture<End> end = new CompletableFuture<>();

    private Receiver(Consumer<Update> updates) {
        this.updates = updates;
    }

    /**
     * Waits for the end of a generation.
     *
     * @param generation what is awaited
     * @param interruption cancels it
     * @param updates is given what comes meanwhile, on another thread
     * @param <R> the kind of result
     * @return the whole result
     * @throws CancelledException if it was cancelled
     * @throws io.mingle.api.error.MingleException the error, if it failed
     */
    static <R> Finished<R> await(
            Generation<R> generation, Interruption interruption, Consumer<Update> updates) {
        Receiver receiver = new Receiver(updates);
        return interruption.during(
                generation::cancel,
                () -> {
                    generation.subscribe(receiver);
                    return receiver.result(generation);
                });
    }

    /**
     * Waits for the end of a generation whose text is shown as it comes.
     *
     * @param pieces is given the text, on another thread
     */
    static <R> Finished<R> awaitText(
            Generation<R> generation, Interruption interruption, Consumer<String> pieces) {
        return await(
                generation,
                interruption,
                update -> {
                    if (update instanceof TextDelta delta) {
                        pieces.accept(delta.text());
                    }
                });
    }

    @SuppressWarnings("unchecked") // A generation ends with a result of its own kind.
    private <R> Finished<R> result(Generation<R> generation) {
        End event;
        try {
            event = end.get();
        } catch (InterruptedException e) {
            generation.cancel();
            Thread.currentThread().interrupt();
            throw new CancelledException("The answer was interrupted.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MingleException known) {
                throw known;
            }
            throw new InternalException(
                    "The answer could not be shown ("
                            + e.getCause()
                            + "). Run again with --verbose and report what it says.",
                    e.getCause());
        }
        if (event instanceof Finished<?> finished) {
            return (Finished<R>) finished;
        }
        if (event instanceof Failed failed) {
            throw failed.error();
        }
        throw new CancelledException("Cancelled before the answer was complete.");
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Event event) {
        if (event instanceof Update update) {
            updates.accept(update);
        } else if (event instanceof End last) {
            end.complete(last);
        }
    }

    @Override
    public void onError(Throwable problem) {
        end.completeExceptionally(problem);
    }

    @Override
    public void onComplete() {
        end.completeExceptionally(
                new IllegalStateException("The stream ended without a last event"));
    }
}
