package io.mingle.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong(-5 * SECOND);
    private final Load load = new Load(now::get);

    @Test
    void tokensCountForASecond() {
        load.token();
        now.addAndGet(SECOND / 2);
        load.token();
        load.token();
        assertEquals(3, load.tokensPerSecond());
        now.addAndGet(SECOND * 6 / 10);
        assertEquals(2, load.tokensPerSecond());
        now.addAndGet(SECOND);
        assertEquals(0, load.tokensPerSecond());
    }

    @Test
    void aLongSilenceLeavesNothingBehind() {
        load.token();
        now.addAndGet(1000 * SECOND);
        load.token();
        assertEquals(1, load.tokensPerSecond());
    }

    @Test
    void requestsWaitThenRunThenAreGone() {
        load.arrived();
        load.arrived();
        load.arrived();
        load.begun();
        load.refused();
        assertEquals(1, load.waiting());
        assertEquals(1, load.running());
        load.ended();
        assertEquals(0, load.running());
    }
}
