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
    void mappedFilesAreListedButDoNotCount() {
        ledger.reserve("vision", Ledger.MAPPED, 1_000);
        ledger.reserve("vision", "cache", 100);
        assertEquals(2, ledger.uses().size());
    }

    @Test
    void anOwnerThatIsForgottenHoldsNothing() {
        ledger.reserve("vision", "weights", 60);
        ledger.reserve("vision", "cache", 40);
        ledger.forget("vision");
        ledger.reserve("gen", "weights", 100);
        assertEquals(List.of(new MemoryUse("gen", "weights", 100)), ledger.uses());
    }
}
