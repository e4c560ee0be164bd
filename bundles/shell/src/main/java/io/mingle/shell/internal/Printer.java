package io.mingle.shell.internal;

import io.mingle.api.event.Event;
import io.mingle.api.event.TextDelta;
import java.io.PrintStream;
import java.util.concurrent.Flow;

/** Prints an answer as it comes; how it ended is told by whoever joins the generation. */
final class Printer implements Flow.Subscriber<Event> {

    private final PrintStream out;

    Printer(PrintStream out) {
        this.out = out;
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
