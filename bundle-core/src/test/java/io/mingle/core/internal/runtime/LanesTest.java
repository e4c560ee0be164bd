package io.mingle.core.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LanesTest {

    private final AtomicInteger setUps = new AtomicInteger();
    private final Lanes lanes = new Lanes(setUps::incrementAndGet);

    @AfterEach
    void close() {
        lanes.close();
    }

    @Test
    void piecesRunAtOnceTheFirstOnTheCaller() throws Exception {
        CountDownLatch together = new CountDownLatch(3);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Callable<Void> piece =
                () -> {
                    threads.add(Thread.currentThread());
                    together.countDown();
                    assertTrue(together.await(10, TimeUnit.SECONDS), "the others never came");
                    return null;
                };
        lanes.run(List.of(piece, piece, piece));
        assertEquals(3, threads.size());
        assertTrue(threads.contains(Thread.currentThread()));
        assertEquals(2, setUps.get());
    }

    @Test
    void theFirstFailureIsReportedWhenAllHaveEnded() {
        AtomicInteger ended = new AtomicInteger();
        Error first = new AssertionError("first");
        Callable<Void> fails =
                () -> {
                    throw first;
                };
        Callable<Void> late =
                () -> {
                    Thread.sleep(100);
                    ended.incrementAndGet();
                    throw new IllegalStateException("second");
                };
        assertSame(first, assertThrows(Error.class, () -> lanes.run(List.of(fails, late))));
        assertEquals(1, ended.get());
        assertThrows(IllegalStateException.class, () -> lanes.run(List.of(() -> null, late)));
        assertEquals(2, ended.get());
    }

    @Test
    void anInterruptWaitsUntilThePiecesHaveEnded() throws Exception {
        AtomicInteger ended = new AtomicInteger();
        Thread caller = Thread.currentThread();
        lanes.run(
                List.of(
                        () -> null,
                        () -> {
                            caller.interrupt();
                            Thread.sleep(100);
                            ended.incrementAndGet();
                            return null;
                        }));
        assertEquals(1, ended.get());
        assertTrue(Thread.interrupted());
    }
}
