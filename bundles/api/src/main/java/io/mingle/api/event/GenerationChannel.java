package io.mingle.api.event;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The producer's side of a generation.
 *
 * <p>The producer hands out the channel as a {@link Generation}, calls {@link #delta} for every new
 * piece of text and {@link #publish} for whatever else is to be told, and ends it with one of
 * {@link #finished}, {@link #cancelled} and {@link #failed}. Between its steps it looks at {@link
 * #isCancelled}, or it registers a hook with {@link #onCancel}.
 *
 * <p>The channel owns no thread and may be used from any. Text is kept until the subscriber asks
 * for it. Events are delivered on the thread that produces them or on the thread that requests
 * them, one at a time and in order, and never under a lock. A subscriber that throws is told so
 * with {@code onError}, gets no more events, and the generation is cancelled; the producer does not
 * notice.
 */
public final class GenerationChannel implements Generation {

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number;
    private final Object lock = new Object();
    private final EventQueue queue = new EventQueue();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final StringBuilder text = new StringBuilder();
    private final List<TokenLogProbs> logprobs = new ArrayList<>();
    private List<Runnable> cancelHooks = new ArrayList<>();
    private boolean cancelled;
    private End terminal;

    /** Creates a channel that nothing has been written to, under a new number. */
    public GenerationChannel() {
        number = NUMBERS.incrementAndGet();
    }

    /**
     * Creates a channel for one who passes another generation on: it has the same number.
     *
     * @param source what is passed on
     */
    public GenerationChannel(Generation source) {
        number = source.number();
    }

    /** What writes to a channel from beginning to end. */
    @FunctionalInterface
    public interface Producer {

        /**
         * Writes the answer, and returns when it is complete.
         *
         * @param channel takes it
         * @throws Exception if it cannot be completed
         */
        void write(GenerationChannel channel) throws Exception;
    }

    /**
     * Runs a producer on a daemon thread of its own. When it returns, the generation is finished,
     * unless the producer has ended it before; when it throws, the generation has failed.
     *
     * @param thread the name of the thread
     * @param producer writes the answer; looks at {@link #throwIfCancelled} between its steps
     * @return the answer, under way
     */
    public static Generation produce(String thread, Producer producer) {
        GenerationChannel channel = new GenerationChannel();
        Thread worker =
                new Thread(
                        () -> {
                            try {
                                producer.write(channel);
                                channel.finished(FinishReason.STOP, Usage.NONE);
                            } catch (Exception | Error e) {
                                channel.failed(e);
                            }
                        },
                        thread);
        worker.setDaemon(true);
        worker.start();
        return channel;
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
        synchronized (lock) {
            if (terminal != null || piece.isEmpty()) {
                return;
            }
            text.append(piece);
            queue.add(new TextDelta(piece));
        }
        queue.deliver();
    }

    /** Ends the answer as complete, without warnings. */
    public boolean finished(FinishReason reason, Usage usage) {
        return finished(reason, usage, List.of());
    }

    /**
     * Adds an event of another kind, in its place among the pieces. Has no effect after the end.
     *
     * @param event what happened
     * @throws InvalidRequestException if {@code event} is null, or a piece or an end, which have
     *     methods of their own
     */
    public void publish(Event event) {
        if (event == null || event instanceof TextDelta || event instanceof End) {
            throw new InvalidRequestException(
                    "An event of "
                            + (event == null ? "no class" : event.getClass().getName())
                            + " was to be published. Pieces of text go through delta, an end"
                            + " through finished, cancelled or failed.");
        }
        synchronized (lock) {
            if (terminal != null) {
                return;
            }
            if (event instanceof TokenLogProbs probabilities) {
                logprobs.add(probabilities);
            }
            queue.add(event);
        }
        queue.deliver();
    }

    /**
     * Ends the answer as complete; its text is all deltas in a row. No stop text ended it.
     *
     * @param reason why it ended
     * @param usage what it took
     * @param warnings what of the content the answer could not regard, a sentence each
     * @return true if this call ended the generation, false if it had ended before
     * @throws InvalidRequestException if an argument is null
     */
    public boolean finished(FinishReason reason, Usage usage, List<String> warnings) {
        return finished(reason, usage, warnings, Optional.empty());
    }

    /**
     * Ends the answer as complete; its text is all deltas in a row, and so are its log
     * probabilities.
     *
     * @param reason why it ended
     * @param usage what it took
     * @param warnings what of the content the answer could not regard, a sentence each
     * @param stop the stop text that ended it, if one did
     * @return true if this call ended the generation, false if it had ended before
     * @throws InvalidRequestException if an argument is null
     */
    public boolean finished(
            FinishReason reason, Usage usage, List<String> warnings, Optional<String> stop) {
        synchronized (lock) {
            if (terminal != null) {
                return false;
            }
            end(new Finished(text.toString(), reason, usage, warnings, stop, logprobs));
        }
        queue.deliver();
        return true;
    }

    /**
     * Ends the answer as cancelled; to be called by a producer that stops because it was asked to.
     *
     * @return true if this call ended the generation, false if it had ended before
     */
    public boolean cancelled() {
        synchronized (lock) {
            if (terminal != null) {
                return false;
            }
            end(new Cancelled(text.toString()));
        }
        queue.deliver();
        return true;
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
        synchronized (lock) {
            if (terminal != null) {
                return false;
            }
            end(event);
        }
        queue.deliver();
        return true;
    }

    /**
     * Tells whether the producer should stop.
     *
     * @return true once {@link #cancel} was called before the end; once true, never false again
     */
    public boolean isCancelled() {
        synchronized (lock) {
            return cancelled;
        }
    }

    /**
     * Registers what to do when the generation is cancelled.
     *
     * <p>The hook runs at most once, on the thread that cancels, outside all locks; at once if it
     * was cancelled already; never after the end. It may call this channel. A hook that throws ends
     * the generation as failed.
     *
     * @param hook what to do; must not block
     */
    public void onCancel(Runnable hook) {
        Objects.requireNonNull(hook, "hook");
        synchronized (lock) {
            if (terminal != null) {
                return;
            }
            if (!cancelled) {
                cancelHooks.add(hook);
                return;
            }
        }
        run(hook);
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public void cancel() {
        List<Runnable> hooks;
        synchronized (lock) {
            if (terminal != null || cancelled) {
                return;
            }
            cancelled = true;
            hooks = cancelHooks;
            cancelHooks = List.of();
        }
        hooks.forEach(this::run);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Event> subscriber) {
        queue.subscribe(Objects.requireNonNull(subscriber, "subscriber"), this::cancel);
    }

    @Override
    public Finished join(Duration limit) {
        if (limit == null) {
            throw new InvalidRequestException(
                    "A generation was joined without a limit. Say how long to wait at most.");
        }
        try {
            if (!ended.await(nanos(limit), TimeUnit.NANOSECONDS)) {
                cancel();
                throw new CancelledException(
                        "The answer was to be finished within "
                                + TimeUnit.NANOSECONDS.toMillis(nanos(limit))
                                + " ms and was not; it was cancelled. Allow more time or fewer"
                                + " tokens.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (ended.getCount() == 0) {
                return result();
            }
            cancel();
            throw new CancelledException(
                    "The thread that waited for the answer was interrupted; the answer was"
                            + " cancelled. Ask again if it is still wanted.",
                    e);
        }
        return result();
    }

    private Finished result() {
        End event;
        synchronized (lock) {
            event = terminal;
        }
        if (event instanceof Finished finished) {
            return finished;
        }
        if (event instanceof Failed failed) {
            throw failed.error();
        }
        throw new CancelledException(
                "The answer was cancelled after "
                        + ((Cancelled) event).text().length()
                        + " characters. Ask again if it is still wanted.");
    }

    /** To be called under the lock. */
    private void end(End event) {
        terminal = event;
        cancelHooks = List.of();
        queue.addLast(event);
        ended.countDown();
    }

    private void run(Runnable hook) {
        try {
            hook.run();
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    private static MingleException typed(Throwable error) {
        if (error == null || error instanceof MingleException) {
            return (MingleException) error;
        }
        return new InternalException(
                "An answer was being produced and the producer failed ("
                        + error
                        + "). This is a fault of the providing bundle; report it with the log.",
                error);
    }

    /** Unlike {@link Duration#toNanos}, this counts however long the limit is. */
    private static long nanos(Duration limit) {
        return Math.max(0, TimeUnit.NANOSECONDS.convert(limit));
    }
}
