package io.mingle.core.internal.parity;

import io.mingle.parity.fault.FaultTests;

/** Faults that the decoder's parity check has to catch. */
class DecoderFaultsTest extends FaultTests {

    DecoderFaultsTest() {
        super("decoder", DecoderParity.class);
    }
}
