package io.mingle.api.event;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The producer's side of a generation.
 *
 * <p>The producer hands out the channel as a {@link Generation}, calls {@link #delta} for every new
 * piece of text and {@link #publish} for whatever else is to be told, and ends it with one of
 * {@link #finished}, {@link #cancelled} and {@link #failed}. Between its steps it looks at {@link
 * #isCancelled}, or it registers a hook with {@link #onCancel}. Who passes another generation on
 * gives its events to {@link #pass}.
 *
 * <p>The channel owns no thread and may be used from any. Text is kept until the subscriber asks
 * for it. Events are delivered on the thread that produces them or on the thread that requests
 * them, one at a time and in order, and never under a lock. A subscriber that throws is told so
 * with {@code onError}, gets no more events, and the generation is cancelled; the producer does not
 * notice.
 *
 * @param <R> the kind of result
 */
public final class GenerationChannel<R> implements Generation<R> {

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number;
    private final EventQueue queue = new EventQueue();
    private final EndLatch<R> ended = new EndLatch<>();

    /** Its lock keeps text and updates from being added after the end. */
    private final Ending ending = new Ending(queue, ended);

    private final StringBuilder text = new StringBuilder();

    /** Creates a channel that nothing has been written to, under a new number. */
    public GenerationChannel() {
        number = NUMBERS.incrementAndGet();
    }

    /**
     * Creates a channel for one who passes another generation on: it has the same number.
     *
     * @param source what is passed on
     */
    public GenerationChannel(Generation<?> source) {
        number = source.number();
    }

    /**
     * What writes to a channel from beginning to end.
     *
     * @param <R> the kind of result
     */
    @FunctionalInterface
    public interface Producer<R> {

        /**
         * Writes what there is to tell meanwhile, and returns the result.
         *
         * @param channel takes the updates
         * @return the result
         * @throws Exception if it cannot be completed
         */
        R write(GenerationChannel<R> channel) throws Exception;
    }

    /**
     * Runs a producer on a daemon thread of its own. With what it returns the generation is
     * finished, unless the producer has ended it before; when it throws, the generation has failed.
     *
     * @param thread the name of the thread
     * @param producer produces the result; looks at {@link #throwIfCancelled} between its steps
     * @param <R> the kind of result
     * @return the generation, under way
     */
    public static <R> Generation<R> produce(String thread, Producer<R> producer) {
        return ProducerThread.start(thread, producer);
    }

    /**
     * Ends a producer that was asked to stop.
     *
     * @throws CancelledException if it was
     */
    public void throwIfCancelled() {
        if (isCancelled()) {
            throw new CancelledException("The generation was cancelled by its caller.");
        }
    }

    /**
     * Adds a piece to the answer. Has no effect after the end.
     *
     * @param piece what follows; whole characters. An empty piece is not published
     * @throws InvalidRequestException if {@code piece} is null
     */
    public void delta(String piece) {
        if (piece == null) {
            throw new InvalidRequestException("A piece of an answer was given as null.");
        }
        synchronized (ending) {
            if (ending.isDecided() || piece.isEmpty()) {
                return;
            }
            text.append(piece);
            queue.add(new TextDelta(piece));
        }
        queue.deliver();
    }

    /**
     * Adds an update of another kind, in its place among the pieces. Has no effect after the end.
     *
     * @param update what is to be told; a {@link TextDelta} counts as if it were given to {@link
     *     #delta}
     * @throws InvalidRequestException if {@code update} is null
     */
    public void publish(Update update) {
        if (update == null) {
            throw new InvalidRequestException("An update was to be published and is null.");
        }
        if (update instanceof TextDelta delta) {
            delta(delta.text());
            return;
        }
        synchronized (ending) {
            if (ending.isDecided()) {
                return;
            }
            queue.add(update);
        }
        queue.deliver();
    }

    /**
     * Passes on an event of another generation with the same kind of result.
     *
     * @param event what happened there
     */
    @SuppressWarnings("unchecked") // The caller says that the kinds are the same.
    public void pass(Event event) {
        if (event instanceof Update update) {
            publish(update);
        } else if (event instanceof Finished<?> finished) {
            finished((R) finished.result(), finished.usage(), finished.warnings());
        } else if (event instanceof Failed failed) {
            failed(failed.error());
        } else {
            cancelled();
        }
    }

    /**
     * Returns the text so far.
     *
     * @return all deltas in a row
     */
    public String text() {
        synchronized (ending) {
            return text.toString();
        }
    }

    /**
     * Ends the generation as complete, without warnings.
     *
     * @param result what was asked for
     * @param usage what it took
     * @return true if this call ended the generation, false if it had ended before
     * @throws InvalidRequestException if an argument is null
     */
    public boolean finished(R result, Usage usage) {
        return finished(result, usage, List.of());
    }

    /**
     * Ends the generation as complete.
     *
     * @param result what was asked for
     * @param usage what it took
     * @param warnings what of the content could not be regarded, a sentence each
     * @return true if this call ended the generation, false if it had ended before
     * @throws InvalidRequestException if an argument is null
     */
    public boolean finished(R result, Usage usage, List<String> warnings) {
        return ending.end(() -> new Finished<>(result, usage, warnings));
    }

    /**
     * Ends the answer as cancelled; to be called by a producer that stops because it was asked to.
     *
     * @return true if this call ended the generation, false if it had ended before
     */
    public boolean cancelled() {
        return ending.end(() -> new Cancelled(text.toString()));
    }

    /**
     * Ends the answer as failed.
     *
     * @param error why. A {@link CancelledException} ends it as cancelled; whatever is not a {@link
     *     MingleException} is reported as an {@link InternalException} with the error as its cause
     * @return true if this call ended the generation, false if it had ended before
     * @throws InvalidRequestException if {@code error} is null
     */
    public boolean failed(Throwable error) {
        if (error instanceof CancelledException) {
            return cancelled();
        }
        Failed event = new Failed(typed(error));
        return ending.end(() -> event);
    }

    /**
     * Tells whether the producer should stop.
     *
     * @return true once {@link #cancel} was called before the end; once true, never false again
     */
    public boolean isCancelled() {
        return ending.isCancelled();
    }

    /**
     * Registers what to do when the generation is cancelled.
     *
     * <p>The hook runs at most once, on the thread that cancels, outside all locks; at once if it
     * was cancelled already; never after the end: one that comes while hooks run is made known when
     * they have returned. It may call this channel. A hook that throws ends the generation as
     * failed.
     *
     * @param hook what to do; must not block
     */
    public void onCancel(Runnable hook) {
        ending.onCancel(Objects.requireNonNull(hook, "hook"));
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public void cancel() {
        ending.cancel();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Event> subscriber) {
        queue.subscribe(Objects.requireNonNull(subscriber, "subscriber"), this::cancel);
    }

    @Override
    public Finished<R> join(Duration limit) {
        return ended.join(limit, this::cancel);
    }

    /** Returns what a failure is told as; null if it is null, which is refused where it is told. */
    static MingleException typed(Throwable error) {
        if (error == null || error instanceof MingleException) {
            return (MingleException) error;
        }
        return new InternalException(
                "An answer was being produced and the producer failed ("
                        + error
                        + "). This is a fault of the providing bundle; report it with the log.",
                error);
    }
}
