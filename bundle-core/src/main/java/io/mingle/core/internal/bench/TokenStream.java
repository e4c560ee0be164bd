package io.mingle.core.internal.bench;

import io.mingle.core.internal.thinker.DecoderRunner;
import io.mingle.tensor.Step;
import io.mingle.tensor.TensorRuntime;
import io.mingle.tensor.WorkGroup;
import java.time.Duration;

/** Decodes a token with each step, and notes when each was there. */
final class TokenStream implements Step, AutoCloseable {

    private static final int CACHED = 64;
    private static final int LEAST = 5;

    private final int least;
    private final CachedRows cached;
    private final WorkGroup work;
    private final long until;
    private volatile boolean ends;
    private RuntimeException failure;
    private long first;
    private long last;
    private long pause;
    private int tokens;

    /** Begins a stream that goes on until it is told to end, and at least for some time. */
    TokenStream(TensorRuntime runtime, DecoderRunner decoder, Duration time) {
        this(runtime, decoder, time, LEAST);
    }

    /** Begins a stream that goes on until it is told to end, and at least for some tokens. */
    TokenStream(TensorRuntime runtime, DecoderRunner decoder, int tokens) {
        this(runtime, decoder, Duration.ZERO, tokens);
    }

    private TokenStream(TensorRuntime runtime, DecoderRunner decoder, Duration time, int tokens) {
        this.least = tokens;
        this.cached = new CachedRows(runtime, decoder, CACHED);
        this.work = runtime.scheduler().group();
        this.until = System.nanoTime() + time.toNanos();
        work.submit(this);
    }

    @Override
    public boolean advance() {
        try {
            cached.decode(0);
        } catch (RuntimeException e) {
            failure = e;
            return false;
        }
        long now = System.nanoTime();
        if (tokens == 0) {
            first = now;
        } else {
            pause = Math.max(pause, now - last);
        }
        last = now;
        tokens++;
        return !ends || tokens < least || now - until < 0;
    }

    /** Waits for its end. */
    TokenStream end() {
        ends = true;
        work.join();
        if (failure != null) {
            throw failure;
        }
        return this;
    }

    double perSecond() {
        return (tokens - 1) * 1e9 / (last - first);
    }

    /** Returns the longest time between two tokens, in seconds. */
    double longestPause() {
        return pause / 1e9;
    }

    @Override
    public void close() {
        ends = true;
        work.join();
        cached.close();
    }
}
