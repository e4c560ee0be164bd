package io.mingle.parity.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.parity.ParityCheck;
import io.mingle.tensor.TensorRuntime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Tests that a parity check notices faults: each is put into Mingle alone, the check runs, and the
 * stage where the fault is has to be the first that is too far from the reference.
 */
public final class FaultTests {

    private FaultTests() {}

    /**
     * Makes a test of each fault, and one that the documentation tells of these alone.
     *
     * @param part the faults are those of {@code /faults/PART.txt}
     * @param check has a constructor that takes a runtime
     */
    public static Stream<DynamicTest> of(
            String part, Class<? extends ParityCheck> check, TensorRuntime runtime) {
        List<Fault> faults = Fault.read(part);
        FaultTable table = new FaultTable(part);
        return Stream.concat(
                faults.stream()
                        .map(
                                fault ->
                                        DynamicTest.dynamicTest(
                                                fault.name(),
                                                () -> caught(fault, check, runtime, table))),
                Stream.of(
                        DynamicTest.dynamicTest(
                                "docs/parity.md tells of these faults alone",
                                () -> assertEquals(faults.size(), table.faults()))));
    }

    private static void caught(
            Fault fault,
            Class<? extends ParityCheck> check,
            TensorRuntime runtime,
            FaultTable table) {
        Map<String, Double> stages = FaultyRun.of(check, runtime, fault);
        assertFalse(stages.isEmpty(), "Nothing notices this fault.");
        assertEquals(fault.stage(), stages.keySet().iterator().next(), "the first of " + stages);
        double times = stages.get(fault.stage());
        assertTrue(table.has(fault, times), () -> table.wanted(fault, times));
    }
}
