package io.mingle.core.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.model.MemoryUse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LedgerTest {

    private final Ledger ledger = new Ledger(100);

    private static MemoryUse use(String owner, String purpose, long bytes) {
        return new MemoryUse(owner, purpose, 0, bytes);
    }

    @Test
    void refusesWhatDoesNotFitAndSaysWhoHoldsTheRest() {
        ledger.reserve(use("vision", "weights", 60));
        ledger.reserve(use("audio", "cache", 30));
        MemoryRefusedException refused =
                assertThrows(
                        MemoryRefusedException.class,
                        () -> ledger.reserve(use("gen", "scratch", 20)));
        assertEquals(20, refused.needed());
        assertEquals(10, refused.available());
        assertEquals(Map.of("audio", 30L, "vision", 60L), refused.holders());
        assertTrue(refused.getMessage().contains("gen asked for 20 bytes of scratch"));
    }

    @Test
    void whatIsGivenBackCanBeHadAgain() {
        ledger.reserve(use("vision", "weights", 100));
        ledger.release(use("vision", "weights", 100));
        assertEquals(List.of(), ledger.uses());
        ledger.reserve(use("gen", "weights", 100));
        assertEquals(List.of(use("gen", "weights", 100)), ledger.uses());
    }

    @Test
    void nothingIsNotListedWhetherItIsBookedOrGivenBackLast() {
        ledger.reserve(use("vision", "cache", 5));
        ledger.reserve(use("vision", "cache", 0));
        ledger.reserve(use("gen", "cache", 0));
        ledger.release(use("vision", "cache", 5));
        ledger.release(use("vision", "cache", 0));
        assertEquals(List.of(), ledger.uses());
    }

    @Test
    void aBundleIsRefusedWhatIsAboveItsOwnLimitThoughThereIsRoom() {
        ledger.limit(100, Map.of("gen", 30L));
        ledger.reserve(use("gen", "weights", 20));
        MemoryRefusedException refused =
                assertThrows(
                        MemoryRefusedException.class,
                        () -> ledger.reserve(use("gen", "cache", 11)));
        assertEquals(10, refused.available());
        assertTrue(refused.getMessage().contains("its own limit of 30"), refused.getMessage());
        ledger.reserve(use("vision", "cache", 80));
        assertEquals(100, ledger.limit());
    }

    @Test
    void aLowerLimitLeavesWhatIsHeldAndRefusesMore() {
        ledger.reserve(use("vision", "weights", 80));
        ledger.limit(50, Map.of());
        assertThrows(MemoryRefusedException.class, () -> ledger.reserve(use("gen", "cache", 1)));
        ledger.release(use("vision", "weights", 80));
        ledger.reserve(use("gen", "cache", 50));
    }

    @Test
    void mappedFilesAreListedButDoNotCount() {
        ledger.reserve(use("vision", MemoryUse.MAPPED, 1_000));
        ledger.reserve(use("vision", "cache", 100));
        assertEquals(2, ledger.uses().size());
    }

    @Test
    void requestsHaveAccountsOfTheirOwnAndARefusalNamesIts() {
        ledger.reserve(new MemoryUse("core", "cache", 7, 50));
        ledger.reserve(new MemoryUse("core", "cache", 8, 30));
        assertEquals(80, ledger.held("core", "cache"));
        MemoryRefusedException refused =
                assertThrows(
                        MemoryRefusedException.class,
                        () -> ledger.reserve(new MemoryUse("core", "cache", 9, 21)));
        assertTrue(refused.getMessage().contains("cache for request 9,"), refused.getMessage());
        ledger.release(new MemoryUse("core", "cache", 7, 50));
        assertEquals(List.of(new MemoryUse("core", "cache", 8, 30)), ledger.uses());
    }

    @Test
    void theLargestUseIsListedFirst() {
        ledger.reserve(use("a", "cache", 10));
        ledger.reserve(use("b", "cache", 60));
        ledger.reserve(use("c", "cache", 20));
        assertEquals(List.of("b", "c", "a"), ledger.uses().stream().map(MemoryUse::owner).toList());
    }

    @Test
    @Timeout(60)
    void whatManyThreadsBookAndReleaseComesToNothing() throws Exception {
        ledger.limit(60, Map.of("a", 40L, "b", 40L));
        List<Callable<Integer>> threads = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            int seed = thread;
            threads.add(() -> bookAndRelease(new Random(seed)));
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads.size());
        int refused = 0;
        for (Future<Integer> thread : pool.invokeAll(threads)) {
            refused += thread.get();
        }
        pool.shutdown();
        assertTrue(refused > 0, "the limits were never reached");
        assertEquals(List.of(), ledger.uses());
        ledger.reserve(use("a", "cache", 40));
        ledger.reserve(use("b", "cache", 20));
        assertEquals(
                0,
                assertThrows(
                                MemoryRefusedException.class,
                                () -> ledger.reserve(use("c", "cache", 1)))
                        .available());
    }

    /** Returns how often it was refused. */
    private int bookAndRelease(Random random) {
        List<String> owners = List.of("a", "b", "c");
        List<String> purposes = List.of("cache", "weights", MemoryUse.MAPPED);
        Deque<MemoryUse> held = new ArrayDeque<>();
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            MemoryUse use =
                    new MemoryUse(
                            owners.get(random.nextInt(3)),
                            purposes.get(random.nextInt(3)),
                            random.nextInt(3),
                            random.nextInt(12));
            try {
                ledger.reserve(use);
                held.add(use);
            } catch (MemoryRefusedException e) {
                refused++;
            }
            if (held.size() > 8) {
                ledger.release(held.remove());
            }
        }
        held.forEach(ledger::release);
        return refused;
    }
}
