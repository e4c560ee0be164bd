package io.mingle.core.internal.thinker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InternalException;
import io.mingle.core.internal.model.CheckpointInUse;
import io.mingle.decode.Part;
import io.mingle.decode.Rows;
import io.mingle.decode.Sequence;
import io.mingle.reference.TestDevice;
import io.mingle.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DecoderRunnerTest {

    @TempDir Path temporary;

    /** A token that there is not stands for whatever a processor cannot do. */
    @Test
    void aStepThatFailsNamesWhatItDidAndTheModelAndNotTheProgram() throws IOException {
        Path folder = TinyModel.write(Files.createDirectory(temporary.resolve("babbler")));
        try (TestDevice device = new TestDevice();
                DecoderRunner decoder =
                        new DecoderRunner(device.runtime(), new CheckpointInUse(folder));
                Tensor states = decoder.newStates(1);
                Sequence sequence = decoder.open()) {
            sequence.reserve(4);
            Part part = new Part(sequence, new Rows.Tokens(1 << 20), 0, 0, 0);
            assertSentence(
                    "Reading the prompt failed in the decoder of the model 'babbler': ",
                    assertThrows(InternalException.class, () -> decoder.states(part, states)));
            assertSentence(
                    "Reading the prompt or decoding failed in the decoder of the model 'babbler': ",
                    assertThrows(InternalException.class, () -> decoder.step(part)));
            assertEquals(0, sequence.length());
        }
    }

    private static void assertSentence(String start, InternalException error) {
        assertTrue(error.getMessage().startsWith(start), error::getMessage);
        assertEquals(1, error.getMessage().lines().count());
        assertTrue(error.getMessage().length() < 300, error::getMessage);
    }
}
