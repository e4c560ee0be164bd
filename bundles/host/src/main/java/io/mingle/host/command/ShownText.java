package io.mingle.host.command;

import io.mingle.api.error.CancelledException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.TextDelta;
import io.mingle.api.event.Update;
import io.mingle.host.console.Output;
import java.util.Optional;
import java.util.function.Consumer;

/** Shows the text of a generation on the standard output as it comes, and ends its line. */
final class ShownText {

    private final Session session;
    private final Generation<?> generation;
    private final Consumer<Update> listener;
    private boolean open;

    private ShownText(Session session, Generation<?> generation, Consumer<Update> listener) {
        this.session = session;
        this.generation = generation;
        this.listener = listener;
    }

    /**
     * Shows a generation to its end.
     *
     * @param listener is given the pieces, too, before they are shown, and whatever else comes
     *     before them
     * @param <R> the kind of result
     * @return how it ended; empty if the output could not be written, which whoever runs commands
     *     tells
     * @throws CancelledException if it was cancelled
     * @throws io.mingle.api.error.MingleException the error, if it failed
     */
    static <R> Optional<Finished<R>> of(
            Session session, Generation<R> generation, Consumer<Update> listener) {
        ShownText text = new ShownText(session, generation, listener);
        try {
            return Optional.of(Receiver.await(generation, session.interruption(), text::update));
        } catch (CancelledException e) {
            if (session.interruption().happened() || session.out().failure().isEmpty()) {
                throw e;
            }
            return Optional.empty();
        } finally {
            text.endLine();
        }
    }

    private synchronized void update(Update update) {
        if (update instanceof TextDelta delta) {
            listener.accept(update);
            Output out = session.out();
            if (!open) {
                session.live().clear();
                open = true;
            }
            out.print(Printable.of(delta.text()));
            // Nobody reads any more, or the disk is full.
            if (out.checkError()) {
                generation.cancel();
            }
        } else if (!open) {
            listener.accept(update);
        }
    }

    private synchronized void endLine() {
        session.live().clear();
        if (open) {
            session.out().println();
        }
    }
}
