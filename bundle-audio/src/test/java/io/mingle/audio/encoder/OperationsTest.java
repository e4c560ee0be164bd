package io.mingle.audio.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.nn.Parameters;
import io.mingle.nn.Role;
import org.junit.jupiter.api.Test;

class OperationsTest {

    /** Four frames are two positions and one token; of each product the count is written out. */
    @Test
    void everyProductIsCountedForTheRowsThatPassIt() {
        Parameters parameters = new Parameters();
        parameters.scope().weight("of another network", Role.PRODUCT, 1000);
        AudioNetwork network =
                new AudioNetwork(
                        new AudioConfig(2, 4, 2, 1, 1, 3, 2, true), 3, 2, parameters.scope());
        int convolutions = 4 * (12 + 2) + 2 * (12 + 2);
        int attention = 4 + (4 + 2) + 4 + (4 + 2) + (4 + 2);
        int mlp = 4 + (16 + 8) + (16 + 2);
        int block = 2 * (attention + mlp) + 2 * 2 * 2 * 2;
        int projector = (18 + 3) + (9 + 3);
        assertEquals(2 * (convolutions + block + 2 * (2 + 2) + projector), network.operations(4));
    }

    /** The published encoder, of 300 s of sound at the most; a second is some 65 GFLOP. */
    @Test
    void aSecondOfThePublishedEncoderIsMostlyItsWeights() {
        Parameters parameters = new Parameters();
        AudioNetwork network =
                new AudioNetwork(
                        new AudioConfig(128, 15_000, 1280, 20, 32, 3, 2, true),
                        2048,
                        2,
                        parameters.scope());
        double weights = 50.0 * parameters.list().stream().mapToLong(it -> it.count()).sum();
        assertEquals(1, network.operations(100) / (2 * weights), 0.04);
    }
}
