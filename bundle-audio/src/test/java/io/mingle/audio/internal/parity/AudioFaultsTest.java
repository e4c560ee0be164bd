package io.mingle.audio.internal.parity;

import io.mingle.parity.fault.FaultTests;

/** Faults that the parity check of hearing has to catch. */
class AudioFaultsTest extends FaultTests {

    AudioFaultsTest() {
        super("audio", AudioParity.class);
    }
}
