package io.mingle.host.command;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InternalException;
import io.mingle.api.event.End;
import io.mingle.api.event.Event;
import io.mingle.api.event.Failed;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.TextDelta;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Receives an answer: passes its pieces on as they come, and keeps how it ended. */
final class Answer implements Flow.Subscriber<Event> {

    private final Consumer<String> pieces;
    private final CompletableFuture<End> end = new CompletableFuture<>();

    private Answer(Consumer<String> pieces) {
        this.pieces = pieces;
    }

    /**
     * Waits for the end of an answer.
     *
     * @param generation the answer
     * @param interruption cancels it
     * @param pieces is given the text as it comes, on another thread
     * @return the whole answer
     * @throws CancelledException if it was cancelled
     * @throws io.mingle.api.error.MingleException the error, if it failed
     */
    static Finished await(
            Generation generation, Interruption interruption, Consumer<String> pieces) {
        Answer answer = new Answer(pieces);
        return interruption.during(
                generation::cancel,
                () -> {
                    generation.subscribe(answer);
                    return answer.result(generation);
                });
    }

    private Finished result(Generation generation) {
        End event;
        try {
            event = end.get();
        } catch (InterruptedException e) {
            generation.cancel();
            Thread.currentThread().interrupt();
            throw new CancelledException("The answer was interrupted.", e);
        } catch (ExecutionException e) {
            throw new InternalException(
                    "The answer could not be shown ("
                            + e.getCause()
                            + "). Run again with --verbose and report what it says.",
                    e.getCause());
        }
        if (event instanceof Finished finished) {
            return finished;
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
        if (event instanceof TextDelta delta) {
            pieces.accept(delta.text());
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
