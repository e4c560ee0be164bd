package io.mingle.core.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.MemoryRefusedException;
import io.mingle.api.model.MemoryUse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private final Ledger ledger = new Ledger(100);

    @Test
    void refusesWhatDoesNotFitAndSaysWhoHoldsTheRest() {
        ledger.reserve("vision", "weights", 60);
        ledger.reserve("audio", "cache", 30);
        MemoryRefusedException refused =
                assertThrows(
                        MemoryRefusedException.class, () -> ledger.reserve("gen", "scratch", 20));
        assertEquals(20, refused.needed());
        assertEquals(10, refused.available());
        assertEquals(Map.of("audio", 30L, "vision", 60L), refused.holders());
        assertTrue(refused.getMessage().contains("gen asked for 20 bytes of scratch"));
    }

    @Test
    void whatIsGivenBackCanBeHadAgain() {
        ledger.reserve("vision", "weights", 100);
        ledger.release("vision", "weights", 100);
        assertEquals(List.of(), ledger.uses());
        ledger.reserve("gen", "weights", 100);
        assertEquals(List.of(new MemoryUse("gen", "weights", 100)), ledger.uses());
    }

    @Test
    void aBundleIsRefusedWhatIsAboveItsOwnLimitThoughThereIsRoom() {
        ledger.limit(100, Map.of("gen", 30L));
        ledger.reserve("gen", "weights", 20);
        MemoryRefusedException refused =
                assertThrows(
                        MemoryRefusedException.class, () -> ledger.reserve("gen", "cache", 11));
        assertEquals(10, refused.available());
        assertTrue(refused.getMessage().contains("its own limit of 30"), refused.getMessage());
        ledger.reserve("vision", "cache", 80);
        assertEquals(100, ledger.limit());
    }

    @Test
    void aLowerLimitLeavesWhatIsHeldAndRefusesMore() {
        ledger.reserve("vision", "weights", 80);
        ledger.limit(50, Map.of());
        assertThrows(MemoryRefusedException.class, () -> ledger.reserve("gen", "cache", 1));
        ledger.release("vision", "weights", 80);
        ledger.reserve("gen", "cache", 50);
    }

    @Test
    void mappedFilesAreListedButDoNotCount() {
        ledger.reserve("vision", Ledger.MAPPED, 1_000);
        ledger.reserve("vision", "cache", 100);
        assertEquals(2, ledger.uses().size());
    }

    @Test
    void theLargestIsListedFirst() {
        ledger.reserve("audio", "cache", 10);
        ledger.reserve("vision", "cache", 50);
        ledger.reserve("gen", "cache", 30);
        assertEquals(
                List.of("vision", "gen", "audio"),
                ledger.uses().stream().map(MemoryUse::owner).toList());
    }
}
