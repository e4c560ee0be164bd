package io.mingle.audio.internal.parity;

import io.mingle.parity.fault.FaultTests;

/** Faults that the parity check of speaking has to catch. */
class SpeechFaultsTest extends FaultTests {

    SpeechFaultsTest() {
        super("speech", SpeechParity.class);
    }
}
