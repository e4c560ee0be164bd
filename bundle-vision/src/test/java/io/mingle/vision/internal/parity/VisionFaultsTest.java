package io.mingle.vision.internal.parity;

import io.mingle.parity.fault.FaultTests;

/** Faults that the parity check of seeing has to catch. */
class VisionFaultsTest extends FaultTests {

    VisionFaultsTest() {
        super("vision", VisionParity.class);
    }
}
