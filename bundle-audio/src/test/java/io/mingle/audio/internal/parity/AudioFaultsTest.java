package io.mingle.audio.internal.parity;

import io.mingle.parity.fault.FaultTests;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Faults that the parity check of hearing has to catch, small ones above all. */
@Timeout(300)
class AudioFaultsTest {

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
        return FaultTests.of("audio", AudioParity.class, device.runtime());
    }
}
