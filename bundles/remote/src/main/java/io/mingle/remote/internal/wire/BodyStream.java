package io.mingle.remote.internal.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer as a stream, for one reader: it has no more bytes than are allowed, and a
 * read ends when nothing has come for too long. Closing it, which any thread may do, ends the
 * connection of a body that is neither complete nor {@linkplain #release released}, and a read that
 * waits.
 */
public final class BodyStream extends InputStream implements BodySubscriber<BodyStream> {

    private static final long LARGEST_REST = 64 << 10;
    private static final long LONGEST_REST_SECONDS = 10;

    private final long silenceNanos;
    private final long deadline;
    private final long largest;
    private final ArrayDeque<ByteBuffer> arrived = new ArrayDeque<>();
    private Flow.Subscription subscription;
    private long taken;
    private boolean complete;
    private boolean released;
    private long rest = LARGEST_REST;
    private boolean closed;
    private Throwable error;

    /**
     * @param deadline when it has to be complete, by {@link System#nanoTime}
     */
    BodyStream(Limits limits, long deadline) {
        this.silenceNanos = limits.silence().toNanos();
        this.deadline = deadline;
        this.largest = limits.largest();
    }

    @Override
    public CompletionStage<BodyStream> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription its) {
        boolean late;
        synchronized (this) {
            subscription = its;
            late = closed;
        }
        if (late) {
            its.cancel();
        } else {
            its.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        boolean more;
        boolean tooMuch;
        synchronized (this) {
            if (released) {
                rest -= buffers.stream().mapToLong(ByteBuffer::remaining).sum();
            } else if (!closed) {
                buffers.stream().filter(ByteBuffer::hasRemaining).forEach(arrived::add);
            }
            tooMuch = rest < 0;
            more = !closed && !tooMuch && arrived.isEmpty();
            notifyAll();
        }
        if (tooMuch) {
            end();
        } else if (more) {
            subscription.request(1);
        }
    }

    @Override
    public synchronized void onError(Throwable cause) {
        error = cause;
        notifyAll();
    }

    @Override
    public synchronized void onComplete() {
        complete = true;
        notifyAll();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count;
        boolean more;
        synchronized (this) {
            if (!await()) {
                return -1;
            }
            ByteBuffer first = arrived.peek();
            count = Math.min(length, first.remaining());
            first.get(into, offset, count);
            if (!first.hasRemaining()) {
                arrived.remove();
            }
            more = arrived.isEmpty() && !complete;
            taken += count;
            if (taken > largest) {
                throw new AnswerTooLargeException(largest, "an answer", ", or raise largestAnswer");
            }
        }
        if (more) {
            subscription.request(1);
        }
        return count;
    }

    /** Waits for bytes; returns false at the end. */
    private boolean await() throws IOException {
        long began = System.nanoTime();
        while (true) {
            if (closed) {
                throw new IOException("The answer is not wanted any more");
            }
            if (!arrived.isEmpty()) {
                return true;
            }
            if (error != null) {
                throw new IOException(error.getMessage(), error);
            }
            if (complete) {
                return false;
            }
            long now = System.nanoTime();
            if (deadline - now <= 0) {
                throw new HttpTimeoutException("takes longer than it may for an answer");
            }
            long left = Math.min(deadline - now, silenceNanos - (now - began));
            if (left <= 0) {
                throw new HttpTimeoutException(
                        Failures.silence(TimeUnit.NANOSECONDS.toSeconds(silenceNanos)));
            }
            try {
                wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("The thread that reads the answer was interrupted", e);
            }
        }
    }

    /**
     * Wants no more of it, and lets the rest come, which should be its end alone: then the
     * connection serves again. One that sends much instead, or nothing for seconds, is ended. To be
     * closed nevertheless. Does not wait.
     */
    void release() {
        synchronized (this) {
            if (complete || closed || error != null) {
                return;
            }
            released = true;
            arrived.clear();
        }
        subscription.request(1);
        CompletableFuture.delayedExecutor(LONGEST_REST_SECONDS, TimeUnit.SECONDS)
                .execute(this::end);
    }

    @Override
    public void close() {
        boolean ends;
        synchronized (this) {
            ends = !released;
        }
        if (ends) {
            end();
        }
    }

    private void end() {
        Flow.Subscription its;
        synchronized (this) {
            closed = true;
            arrived.clear();
            its = complete || error != null ? null : subscription;
            notifyAll();
        }
        if (its != null) {
            its.cancel();
        }
    }
}
