package io.mingle.shell.internal;

import io.mingle.api.error.CancelledException;
import io.mingle.api.event.End;
import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.Progress;
import io.mingle.api.event.TextDelta;
import io.mingle.api.event.Update;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;

/** Prints a text as it comes, and then what else was made. */
final class Printer implements Flow.Subscriber<Event> {

    private static final Duration LONGEST = Duration.ofHours(1);

    private final PrintStream out;
    private final StringBuilder streamed = new StringBuilder();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private boolean inLine;
    private boolean closed;

    private Printer(PrintStream out) {
        this.out = out;
    }

    /**
     * Prints a generation to its end, and what of its content it could not regard.
     *
     * @param rest makes of the result and of the text that has been printed what there is to print
     *     besides; empty for nothing
     */
    static <R> void show(Generation<R> made, PrintStream out, BiFunction<R, String, String> rest) {
        Printer printer = new Printer(out);
        made.subscribe(printer);
        Finished<R> finished;
        try {
            finished = made.join(LONGEST);
            printer.awaitEnd();
        } catch (CancelledException e) {
            made.cancel();
            throw e;
        } finally {
            printer.close();
        }
        String left = rest.apply(finished.result(), printer.streamed.toString());
        if (!left.isEmpty()) {
            out.println(left);
        }
        finished.warnings().forEach(warning -> out.println("warning: " + warning));
    }

    /** The last pieces may be on their way when the generation has ended. */
    private void awaitEnd() {
        try {
            end.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("The answer was interrupted.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The end is no failure", e);
        }
    }

    /** Prints nothing any more. */
    private synchronized void close() {
        closed = true;
        endLine();
    }

    private void endLine() {
        if (inLine) {
            out.println();
            inLine = false;
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Event event) {
        print(event);
        if (event instanceof End) {
            end.complete(null);
        }
    }

    private synchronized void print(Event event) {
        if (closed) {
            return;
        }
        if (event instanceof TextDelta delta) {
            streamed.append(delta.text());
            out.print(delta.text());
            out.flush();
            inLine |= !delta.text().isEmpty();
        } else if (event instanceof Update update) {
            update.progress().ifPresent(this::print);
        }
    }

    private void print(Progress progress) {
        endLine();
        out.println(
                progress.what()
                        + " "
                        + progress.step()
                        + (progress.of() == 0 ? "" : "/" + progress.of()));
    }

    @Override
    public void onError(Throwable error) {
        end.complete(null);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }
}
