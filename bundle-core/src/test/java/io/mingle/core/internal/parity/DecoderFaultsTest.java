package io.mingle.core.internal.parity;

import io.mingle.parity.fault.FaultTests;
import io.mingle.reference.TestDevice;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Faults that the decoder's parity check has to catch, small ones above all. */
@Timeout(300)
class DecoderFaultsTest {

    private static TestDevice device;

    @BeforeAll
    static void open() {
        device = new TestDevice();
    }

    @AfterAll
    static void close() {
        if (device != null) {
            device.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> isCaughtByItsStage() {
        return FaultTests.of("decoder", DecoderParity.class, device.runtime());
    }
}
