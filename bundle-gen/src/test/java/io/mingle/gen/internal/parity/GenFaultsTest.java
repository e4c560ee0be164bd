package io.mingle.gen.internal.parity;

import io.mingle.parity.fault.FaultTests;

/** Faults that the parity check of drawing has to catch. */
class GenFaultsTest extends FaultTests {

    GenFaultsTest() {
        super("gen", GenParity.class);
    }
}
