package io.mingle.remote.internal.pool;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.remote.internal.wire.Abort;
import io.mingle.remote.internal.wire.RemoteFailure;
import io.mingle.remote.internal.wire.RemoteFailure.Sign;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One call: asks an endpoint, and another where that has failed with an error after which, by the
 * table of errors, the same request may succeed, and no piece of an answer has come. When all have
 * been asked, it waits for one that is free again, as long as its patience lasts.
 */
public final class Attempts<R> {

    private static final Duration PAUSE = Duration.ofMillis(200);

    /** A request under which so many endpoints fall may be why they do. */
    private static final int MOST_FELLED = 3;

    private final EndpointPool pool;
    private final Predicate<Endpoint> able;
    private final Asking<R> asking;
    private final GenerationChannel<R> channel;
    private final Abort abort = new Abort();
    private final Set<Endpoint> asked = new HashSet<>();
    private final Set<Endpoint> unable = new HashSet<>();
    private RemoteFailure last;
    private int felled;

    private Attempts(
            EndpointPool pool,
            Predicate<Endpoint> able,
            Asking<R> asking,
            GenerationChannel<R> channel) {
        this.pool = pool;
        this.able = able;
        this.asking = asking;
        this.channel = channel;
    }

    /**
     * Begins a call.
     *
     * @param able which endpoints can do it
     */
    public static <R> Generation<R> begin(
            EndpointPool pool, Predicate<Endpoint> able, Asking<R> asking) {
        return GenerationChannel.produce(
                "remote-" + pool.offer().text(),
                channel -> new Attempts<>(pool, able, asking, channel).run());
    }

    private R run() {
        channel.onCancel(abort);
        try {
            return untilAnswered();
        } catch (InterruptedException e) {
            throw new CancelledException("A call of an endpoint was interrupted.", e);
        }
    }

    private R untilAnswered() throws InterruptedException {
        Outlet outlet = new Outlet(channel);
        long began = System.nanoTime();
        while (true) {
            channel.throwIfCancelled();
            // What ended the attempt before may have come late; nobody else interrupts this thread.
            Thread.interrupted();
            Endpoint endpoint = next(began);
            Abort attempt = new Abort();
            abort.onAbort(attempt);
            Runnable fall = () -> leave(outlet, attempt);
            endpoint.onFall(fall);
            try {
                Finished<R> answer = asking.ask(endpoint, outlet, attempt);
                channel.finished(answer.result(), answer.usage(), answer.warnings());
                return answer.result();
            } catch (InterruptedException | CancelledException e) {
                channel.throwIfCancelled();
                if (!attempt.isAborted()) {
                    throw e;
                }
                if (outlet.hasBegun()) {
                    throw given();
                }
                asked.add(endpoint);
            } catch (RemoteFailure e) {
                channel.throwIfCancelled();
                endpoint.failed(e);
                felled += e.sign() == Sign.ILL ? 1 : 0;
                if (outlet.hasBegun() || !e.error().retryable() || felled >= MOST_FELLED) {
                    throw e.error();
                }
                last = e;
                asked.add(endpoint);
                if (e.sign() == Sign.UNABLE) {
                    unable.add(endpoint);
                }
            } finally {
                endpoint.forget(fall);
            }
        }
    }

    /** Nobody waits for an endpoint that has fallen ill, unless its answer is on the way. */
    private static void leave(Outlet outlet, Abort attempt) {
        if (!outlet.hasBegun()) {
            attempt.run();
        }
    }

    /** Finds one that has not been asked, and begins anew when all have been. */
    private Endpoint next(long began) throws InterruptedException {
        Predicate<Endpoint> may = able.and(it -> !unable.contains(it));
        while (true) {
            Optional<Endpoint> free = pool.choose(may.and(it -> !asked.contains(it)));
            if (free.isPresent()) {
                return free.get();
            }
            long until = began + patience().toNanos();
            if (!asked.isEmpty()) {
                if (until - System.nanoTime() <= 0) {
                    throw given();
                }
                // Not at once: whoever refused a moment ago would again.
                pool.pause(Math.min(until, System.nanoTime() + PAUSE.toNanos()), this::arm);
                asked.clear();
            }
            if (!pool.await(may, until, this::arm)) {
                throw given();
            }
            channel.throwIfCancelled();
        }
    }

    /** From now on a cancellation ends the wait. */
    private boolean arm() {
        abort.onAbort(pool::wake);
        return channel.isCancelled();
    }

    private Duration patience() {
        return pool.all().stream()
                .map(it -> it.target().patience())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** What the caller is told when nobody is asked any more. */
    private MingleException given() {
        return last != null
                ? last.error()
                : new SkillUnavailableException(
                        "%s was asked for, and no endpoint that offers it is well and free now. Ask again later; the log says what is wrong with each."
                                .formatted(pool.offer().text()));
    }

    /** Waits for a call that was just begun; it is not for ever. */
    public static <R> R join(Generation<R> generation, Duration limit) {
        try {
            return generation.join(limit).result();
        } catch (CancelledException e) {
            throw new SkillUnavailableException(
                    "An endpoint did not answer within %s s. Ask again."
                            .formatted(limit.toSeconds()),
                    e);
        }
    }
}
