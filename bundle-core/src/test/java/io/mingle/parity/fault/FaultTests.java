package io.mingle.parity.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.parity.ParityCheck;
import io.mingle.reference.TestDevice;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Tests that a parity check notices faults, small ones above all: each is put into Mingle alone,
 * the check runs, and the stage where the fault is has to be the first that is too far from the
 * reference.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FaultTests {

    private final String part;
    private final Class<? extends ParityCheck> check;
    private final FaultTable table;
    private TestDevice device;

    /**
     * Creates the tests of a check.
     *
     * @param part the faults are those of {@code /faults/PART.txt}
     * @param check has a constructor that takes a runtime
     */
    protected FaultTests(String part, Class<? extends ParityCheck> check) {
        this.part = part;
        this.check = check;
        this.table = new FaultTable(part);
    }

    @BeforeAll
    void open() {
        device = new TestDevice();
    }

    @AfterAll
    void close() {
        if (device != null) {
            device.close();
        }
    }

    /** A test of each fault, and one that the documentation tells of these alone. */
    @TestFactory
    Stream<DynamicTest> isCaughtByItsStage() {
        List<Fault> faults = Fault.read(part);
        return Stream.concat(
                faults.stream()
                        .map(it -> DynamicTest.dynamicTest(it.name(), () -> assertCaught(it))),
                Stream.of(
                        DynamicTest.dynamicTest(
                                "docs/parity.md tells of these faults alone",
                                () -> assertEquals(faults.size(), table.faults()))));
    }

    private void assertCaught(Fault fault) {
        Map<String, Double> stages = FaultyRun.of(check, device.runtime(), fault);
        assertFalse(stages.isEmpty(), "Nothing notices this fault.");
        assertEquals(fault.stage(), stages.keySet().iterator().next(), "the first of " + stages);
        double times = stages.get(fault.stage());
        assertTrue(table.has(fault, times), () -> table.wanted(fault, times));
    }
}
