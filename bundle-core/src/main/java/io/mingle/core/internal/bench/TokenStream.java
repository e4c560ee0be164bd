package io.mingle.core.internal.bench;

import io.mingle.core.internal.thinker.DecoderRunner;
import io.mingle.tensor.Step;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import io.mingle.tensor.WorkGroup;
import java.time.Duration;

/** Decodes a token with each step, for some time, and notes when each was there. */
final class TokenStream implements Step {

    private static final int CACHED = 64;
    private static final int LEAST = 5;

    private final DecoderRunner decoder;
    private final Tensor cache;
    private final long begun = System.nanoTime();
    private final long nanos;
    private RuntimeException failure;
    private long first;
    private long last;
    private long pause;
    private int tokens;

    private TokenStream(DecoderRunner decoder, Tensor cache, Duration time) {
        this.decoder = decoder;
        this.cache = cache;
        this.nanos = time.toNanos();
    }

    /** Runs a stream for {@code time}, and at least a few tokens. */
    static TokenStream of(TensorRuntime runtime, DecoderRunner decoder, Duration time) {
        try (Tensor cache = decoder.newCache(CACHED + 1)) {
            TokenStream stream = new TokenStream(decoder, cache, time);
            WorkGroup work = runtime.scheduler().group();
            work.submit(stream);
            work.join();
            if (stream.failure != null) {
                throw stream.failure;
            }
            return stream;
        }
    }

    @Override
    public boolean advance() {
        try {
            decoder.decode(0, CACHED, cache, CACHED);
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
        return tokens < LEAST || now - begun < nanos;
    }

    double perSecond() {
        return (tokens - 1) * 1e9 / (last - first);
    }

    /** Returns the longest time between two tokens, in seconds. */
    double longestPause() {
        return pause / 1e9;
    }
}
