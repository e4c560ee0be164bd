package io.mingle.api.event;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A result that is being produced.
 *
 * <p>It is under way from the moment it is returned, whether somebody listens or not. It publishes
 * any number of {@link Update}s, then exactly one {@link End}, then {@code onComplete}. A failure
 * is an event, not {@code onError}. It accepts one subscriber, at any time: what happened before is
 * kept for it. Back-pressure is honoured; whoever does not ask for events does not slow the work
 * down.
 *
 * <p>Events are delivered on the producing thread or on the thread that asks for them. A subscriber
 * that blocks in {@code onNext} may therefore hold up the producer.
 *
 * <p>All methods may be called from any thread.
 *
 * @param <R> the kind of result
 */
@ProviderType
public interface Generation<R> extends Flow.Publisher<Event> {

    /**
     * Names the generation in listings of what is under way and of the memory that it holds.
     *
     * @return 1 or more; unique in the process
     */
    long number();

    /**
     * Asks the producer to stop.
     *
     * <p>Returns at once; the stream ends with {@link Cancelled} when the producer has come to its
     * next step, or with whatever else happened before that. Has no effect a second time or after
     * the end.
     */
    void cancel();

    /**
     * Waits for the end, with or without a subscriber.
     *
     * <p>If the limit passes first, or the waiting thread is interrupted, the generation is
     * cancelled; after an interrupt the thread's interrupt status is set. Must not be called from
     * within the subscriber: there the end may never come.
     *
     * @param limit how long to wait at most; zero or less looks only once
     * @return the complete result
     * @throws CancelledException if the generation was cancelled, or is cancelled now
     * @throws InvalidRequestException if {@code limit} is null
     * @throws MingleException the error of the {@link Failed} event, if it failed
     */
    Finished<R> join(Duration limit);

    /**
     * Makes another kind of result of it: the same generation, with the same number and updates.
     *
     * <p>The result listens to this one, which therefore takes no other subscriber any more.
     *
     * @param function makes the result; called once, on the thread that delivers the end. If it
     *     throws, the generation has failed
     * @param <S> the other kind
     * @return the generation, to be used instead of this one
     */
    default <S> Generation<S> map(Function<? super R, ? extends S> function) {
        return MappedGeneration.of(this, function);
    }
}
