package io.mingle.shell.internal;

import io.mingle.api.error.CancelledException;
import io.mingle.api.event.Event;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.Progress;
import io.mingle.api.event.TextDelta;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;

/** Prints an answer as it comes; how it ended is told by whoever joins the generation. */
final class Printer implements Flow.Subscriber<Event> {

    private static final Duration LONGEST = Duration.ofHours(1);

    private final PrintStream out;

    private Printer(PrintStream out) {
        this.out = out;
    }

    /**
     * Prints an answer as it comes, and what of its content it could not regard.
     *
     * @return the result
     */
    static <R> R show(Generation<R> answer, PrintStream out) {
        answer.subscribe(new Printer(out));
        List<String> warnings = List.of();
        try {
            Finished<R> finished = answer.join(LONGEST);
            warnings = finished.warnings();
            return finished.result();
        } catch (CancelledException e) {
            answer.cancel();
            throw e;
        } finally {
            out.println();
            warnings.forEach(warning -> out.println("warning: " + warning));
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Event event) {
        if (event instanceof TextDelta delta) {
            out.print(delta.text());
            out.flush();
        } else if (event instanceof Progress progress) {
            out.println(
                    progress.what()
                            + " "
                            + progress.step()
                            + (progress.of() == 0 ? "" : "/" + progress.of()));
        }
    }

    @Override
    public void onError(Throwable error) {
        // The generation's join throws it.
    }

    @Override
    public void onComplete() {
        // The generation's join returns.
    }
}
